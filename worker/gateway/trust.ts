import { createPrivateKey, type KeyObject } from 'node:crypto'
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls'
import type { Authority } from '#lib/secrets/workspace-authority.ts'
import type { Sandbox } from '../sandbox/provider.ts'
import { issueFor } from './certificates.ts'

const FOLDER = '/tmp/.crewhouse'
/** The workspace's authority alone, for programs that add it to those they know. */
const ONE = `${FOLDER}/ca.crt`
/** All authorities, for programs that go by one file. */
const ALL = `${FOLDER}/ca-bundle.crt`

const MAX_CONTEXTS = 500
/** Well within the life of a certificate. */
const CONTEXT_MS = 7 * 86_400_000

/** What makes the usual programs trust the workspace's authority. */
export const TRUST_ENVIRONMENT: Readonly<Record<string, string>> = {
  NODE_EXTRA_CA_CERTS: ONE,
  SSL_CERT_FILE: ALL,
  REQUESTS_CA_BUNDLE: ALL,
  CURL_CA_BUNDLE: ALL,
  GIT_SSL_CAINFO: ALL,
  PIP_CERT: ALL,
  CARGO_HTTP_CAINFO: ALL,
  AWS_CA_BUNDLE: ALL,
  DENO_CERT: ONE,
}

/** Puts the authorities where the environment says they are; the agent may have removed them. */
export async function placeAuthorities(sandbox: Sandbox, certificate: string): Promise<void> {
  const bundle = `${rootCertificates.join('\n')}\n${certificate}`
  for (const [path, text] of [
    [ONE, certificate],
    [ALL, bundle],
  ] as const) {
    const size = await sandbox.stat(path).then(
      (stat) => stat.size,
      () => -1,
    )
    if (size !== Buffer.byteLength(text)) await sandbox.writeFile(path, Buffer.from(text))
  }
}

interface Kept {
  context: SecureContext
  madeAtMs: number
}

/** Certificates of hosts, as the sandboxes of each workspace are shown them. */
export class HostCertificates {
  readonly #kept = new Map<string, Kept>()
  readonly #keys = new Map<string, KeyObject>()

  contextFor(host: string, authority: Authority): SecureContext {
    const name = `${host} ${authority.certificate}`
    const known = this.#kept.get(name)
    if (known && Date.now() - known.madeAtMs < CONTEXT_MS) return known.context
    const key = this.#keys.get(authority.certificate) ?? createPrivateKey(authority.key)
    this.#keys.set(authority.certificate, key)
    const context = createSecureContext({ ...issueFor(host, authority, key), minVersion: 'TLSv1.2' })
    this.#kept.set(name, { context, madeAtMs: Date.now() })
    for (const map of [this.#kept, this.#keys]) {
      if (map.size > MAX_CONTEXTS) map.delete(map.keys().next().value ?? '')
    }
    return context
  }
}
