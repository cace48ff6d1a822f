import { AppError } from '#lib/errors.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import type { FileOps } from '../../sandbox/provider.ts'

export interface TextFile {
  text: string
  /** Of the whole file. */
  size: number
  /** Whether `text` is the beginning alone. */
  isCut: boolean
}

/**
 * A file's text, of a large one the beginning.
 * @throws AppError `invalid_input` for what is not UTF-8 text
 */
export async function readText(files: FileOps, path: string): Promise<TextFile> {
  const { bytes, size } = await files.readFile(path, { offset: 0, length: MAX_FILE_OP_BYTES })
  const isCut = size > bytes.byteLength
  const text = decodeText(bytes, isCut)
  if (text === null) {
    throw new AppError('invalid_input', `${path} is a binary file of ${size} bytes. Look at it with the shell.`)
  }
  return { text, size, isCut }
}

/** Null where the bytes are no text. A cut file may end within a character. */
export function decodeText(bytes: Uint8Array, isCut = false): string | null {
  if (bytes.subarray(0, 8192).includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut })
  } catch {
    return null
  }
}
