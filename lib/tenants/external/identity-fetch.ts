import type { CustomFetch } from 'openid-client'
import { guardedFetch } from '#lib/net/guarded-fetch.ts'

const guarded = guardedFetch({ allowPrivate: true, maxResponseBytes: 1024 * 1024 })

/**
 * `fetch` for services at which people sign in. They are the operator's choice, and may be on the installation's own
 * network; what they say of themselves leads to no metadata service all the same, and is bounded.
 */
export const identityFetch: CustomFetch = (url, { body, ...options }) =>
  guarded(url, { ...options, body: body as RequestInit['body'] })
