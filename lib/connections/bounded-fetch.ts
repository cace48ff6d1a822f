import type { CustomFetch } from 'openid-client'
import { ACCEPT_ENCODING, readAnswer } from '#lib/net/read-answer.ts'
import { toolFetch } from '#lib/net/tool-fetch.ts'

const MAX_BYTES = 256 * 1024
const KEPT_HEADERS = ['content-type', 'www-authenticate']
const WITHOUT_BODY = [204, 205, 304]

/**
 * `fetch` for the endpoints of a service that a tenant has named: guarded, bounded, following no redirect.
 * @param onIdToken is given an ID token, which goes no further: nobody signs in here by it, so nothing is checked of it
 */
export function boundedFetch(onIdToken: (idToken: string) => void): CustomFetch {
  return async (url, { body, headers, ...options }) => {
    const asked = new Headers(headers)
    asked.set('accept-encoding', ACCEPT_ENCODING)
    const response = await toolFetch()(url, {
      ...options,
      headers: asked,
      body: body as RequestInit['body'],
      redirect: 'manual',
    })
    const { bytes, isCut } = await readAnswer(response, MAX_BYTES)
    if (isCut) throw new Error('The service answered too much.')
    const { text, status } = usual(bytes, response.status, onIdToken)
    const kept = KEPT_HEADERS.flatMap((name): [string, string][] => {
      const value = response.headers.get(name)
      return value === null ? [] : [[name, value]]
    })
    return new Response(WITHOUT_BODY.includes(status) ? null : text, { status, headers: kept })
  }
}

/** The answer as the specification has it: some services say with a status of 200 that they refuse. */
function usual(bytes: Buffer, status: number, onIdToken: (idToken: string) => void): { text: string; status: number } {
  const text = bytes.toString('utf8')
  try {
    const { id_token, ...rest } = JSON.parse(text)
    if (typeof id_token === 'string') onIdToken(id_token)
    const isRefusal = status === 200 && typeof rest.error === 'string' && rest.access_token === undefined
    return { text: JSON.stringify(rest), status: isRefusal ? 400 : status }
  } catch {
    return { text, status }
  }
}
