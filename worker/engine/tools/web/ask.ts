import { AppError } from '#lib/errors.ts'
import { ACCEPT_ENCODING, type Answer, readAnswer, unreachable } from '#lib/net/read-answer.ts'

export interface AskedFor extends Answer {
  status: number
  headers: Headers
}

/** One request of a tool, redirects not followed; what went wrong on the way is said in words. @throws AppError */
export async function ask(
  fetch: typeof globalThis.fetch,
  url: URL,
  { maxBytes, headers, ...init }: RequestInit & { signal: AbortSignal; maxBytes: number },
): Promise<AskedFor> {
  const sent = new Headers(headers)
  sent.set('accept-encoding', ACCEPT_ENCODING)
  if (!sent.has('user-agent')) sent.set('user-agent', 'Mozilla/5.0 (compatible; Crewhouse)')
  try {
    const response = await fetch(url, { ...init, headers: sent, redirect: 'manual' })
    const answer = await readAnswer(response, maxBytes)
    return { ...answer, status: response.status, headers: response.headers }
  } catch (error) {
    init.signal.throwIfAborted()
    throw new AppError('unavailable', unreachable(error, url.host))
  }
}
