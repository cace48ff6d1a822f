import { AppError, type ErrorCode } from '#lib/errors.ts'
import type { MoveOutcome } from './move-on-worker.ts'

/** What was done, and what was not with its reason. @throws AppError where nothing at all was done */
export function splitOutcomes(outcomes: readonly MoveOutcome[]) {
  const done = outcomes.filter(({ code }) => code === null)
  const failed = outcomes.flatMap(({ from: path, code, detail }) => (code === null ? [] : [{ path, code, detail }]))
  const [first] = failed
  if (first && done.length === 0) throw new AppError(first.code as ErrorCode, first.detail)
  return { done, failed }
}

/** Paths for the trail: as many as say what happened, and how many there were. */
export function auditPaths(paths: readonly string[]) {
  return { count: paths.length, paths: paths.slice(0, 20).join('\n') }
}
