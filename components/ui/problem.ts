/** What went wrong, for a person: in the server's words, or by a code of the browser's own. */
export interface Problem {
  code: string
  message: string
}

/** Of anything thrown while the server was asked. */
export function problemOf(error: unknown): Problem {
  const { code, message } = error as Partial<Problem>
  return { code: code ?? 'unanswered', message: message ?? '' }
}
