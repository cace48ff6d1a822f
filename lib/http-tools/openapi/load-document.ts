import { AppError } from '#lib/errors.ts'
import { ACCEPT_ENCODING, readAnswer, unreachable } from '#lib/net/read-answer.ts'
import { toolFetch } from '#lib/net/tool-fetch.ts'

const MAX_BYTES = 8 * 1024 * 1024
const MAX_REDIRECTS = 3
const TIMEOUT_MS = 20_000

/** A document from an address that a person entered; every hop is guarded. @throws AppError */
export async function loadDocument(address: string): Promise<string> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  let url = new URL(address)
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const headers = { accept: 'application/json, application/yaml, text/*;q=0.5', 'accept-encoding': ACCEPT_ENCODING }
    try {
      const response = await toolFetch()(url, { headers, signal, redirect: 'manual' })
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
      const { bytes, isCut } = await readAnswer(response, MAX_BYTES)
      if (location !== null) {
        url = new URL(location, url)
        continue
      }
      if (response.status !== 200) throw unusable(`${url.host} answered with ${response.status}. Check the address.`)
      if (isCut) throw unusable('The document is longer than 8 MB. Take the part of it that you need.')
      return bytes.toString('utf8')
    } catch (error) {
      if (error instanceof AppError) throw error
      throw unusable(unreachable(error, url.host))
    }
  }
  throw unusable('The address answers with too many redirects.')
}

function unusable(message: string): AppError {
  return new AppError('invalid_input', message, { fieldErrors: { address: [message] } })
}
