/** Whether a serializable transaction was given up because another one changed what it had read; it may be tried again. */
export function isWriteConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, meta } = error as Error & { code?: string; meta?: unknown }
  return code === 'P2034' || /\b40001\b/.test(`${error.message} ${meta ? JSON.stringify(meta) : ''}`)
}
