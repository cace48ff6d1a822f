import { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { AddressRefusedError } from './dial.ts'

export interface Answer {
  bytes: Buffer
  /** Whether there was more. */
  isCut: boolean
}

const DECODERS: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** What `readAnswer` understands. */
export const ACCEPT_ENCODING = 'gzip, br'

/** An answer's body, decoded, no more than `maxBytes` of it: neither a long one nor a small one that unpacks to much fills the memory. */
export async function readAnswer(response: Response, maxBytes: number): Promise<Answer> {
  if (!response.body) return { bytes: Buffer.alloc(0), isCut: false }
  const encoding = (response.headers.get('content-encoding') ?? '').trim().toLowerCase()
  const decoder = DECODERS[encoding]?.()
  const body = Readable.fromWeb(response.body as import('node:stream/web').ReadableStream)
  if (decoder) {
    body.on('error', (error) => (decoder as unknown as Readable).destroy(error))
    body.pipe(decoder)
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of decoder ?? body) {
      const bytes = Buffer.from(chunk as Uint8Array)
      chunks.push(bytes.subarray(0, maxBytes - size))
      size += bytes.length
      if (size > maxBytes) break
    }
  } finally {
    body.on('error', () => {}).destroy()
  }
  return { bytes: Buffer.concat(chunks), isCut: size > maxBytes }
}

/** What went wrong on the way to a host, for the person or the model that wanted it there. Never more than that. */
export function unreachable(error: unknown, host: string): string {
  if (error instanceof AddressRefusedError) return error.message
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no host named ${host}. Check the address.`
  if (code === 'ECONNREFUSED') return `Nothing listens at ${host}. Check the address and its port.`
  if (name === 'TimeoutError' || /TIMEOUT/.test(String(code))) return `${host} did not answer in time. Try again later.`
  if (typeof code === 'string' && /CERT|SSL|TLS|ALTNAME/.test(code)) {
    return `The certificate of ${host} is not valid (${code}), so nothing was sent.`
  }
  return `${host} could not be reached, or broke off its answer. Try again later.`
}
