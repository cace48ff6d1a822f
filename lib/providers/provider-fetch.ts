import { guardedFetch } from '#lib/net/guarded-fetch.ts'

/** Reasoning models and local ones that load first may think for minutes before they speak. */
const HEADERS_TIMEOUT_MS = 180_000
const SILENCE_TIMEOUT_MS = 300_000

const kept = new Map<boolean, typeof fetch>()

/** `fetch` for the addresses of model providers, which tenants choose; it follows no redirect. */
export function providerFetch({ allowPrivate }: { allowPrivate: boolean }): typeof fetch {
  const known = kept.get(allowPrivate)
  if (known) return known
  const made = guardedFetch({
    allowPrivate,
    headersTimeoutMs: HEADERS_TIMEOUT_MS,
    bodyTimeoutMs: SILENCE_TIMEOUT_MS,
    refusal: allowPrivate
      ? 'This address leads to a link-local or reserved network, where no model provider may be.'
      : 'This address leads to a private network. An administrator can allow that with CREWHOUSE_ALLOW_PRIVATE_PROVIDERS=1.',
  })
  kept.set(allowPrivate, made)
  return made
}
