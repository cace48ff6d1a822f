import { AppError } from '#lib/errors.ts'

/** A file's version as an entity tag. */
export function versionTag(version: string): string {
  return `"${version}"`
}

/**
 * What a write's headers say of the file that is there.
 * @throws AppError `invalid_input` for what no version of a file looks like
 */
export function expectationOf(request: Request): { expectVersion?: string; expectAbsent?: boolean } {
  const match = request.headers.get('if-match')
  const noneMatch = request.headers.get('if-none-match')
  if (noneMatch !== null && noneMatch.trim() !== '*') {
    throw new AppError('invalid_input', 'If-None-Match: a write knows "*" alone, which replaces nothing.')
  }
  if (match === null) return noneMatch === null ? {} : { expectAbsent: true }
  const version = /^"([0-9a-f]{16})"$/.exec(match.trim())?.[1]
  if (version === undefined || noneMatch !== null) {
    throw new AppError('invalid_input', 'If-Match: send the one ETag that came with the file.')
  }
  return { expectVersion: version }
}
