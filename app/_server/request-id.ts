import { newId } from '#lib/ids.ts'

/** Names a request in logs and answers. */
export const REQUEST_ID_HEADER = 'x-request-id'

const ACCEPTABLE = /^[\w.:-]{8,128}$/

/** The client's own name of the request where it is a plain one, otherwise a new one. */
export function requestIdOf(request: Request): string {
  const sent = request.headers.get(REQUEST_ID_HEADER)
  return sent !== null && ACCEPTABLE.test(sent) ? sent : newId()
}
