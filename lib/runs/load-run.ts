import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import { readRun } from './branch-store.ts'
import type { MessageRow, RunRow } from './rows.ts'
import type { RunView } from './schema.ts'
import { findRun, lockRun, lockRunOfMessage } from './store.ts'
import { toRunView } from './views.ts'

export interface LoadedRun {
  run: RunRow
  message: MessageRow
  view: RunView
}

/** @throws AppError `not_found` */
export async function loadRun(tx: Tx, runId: string): Promise<LoadedRun> {
  return load(tx, await findRun(tx, runId), 'The run')
}

/**
 * A run that is about to change: no claim, finish or other person changes it until the transaction ends.
 * @throws AppError `not_found`
 */
export async function loadRunForChange(tx: Tx, runId: string): Promise<LoadedRun> {
  return load(tx, await lockRun(tx, runId), 'The run')
}

/**
 * The latest run of a message that is about to change, held as above.
 * @throws AppError `not_found`
 */
export async function loadMessageForChange(tx: Tx, messageId: string): Promise<LoadedRun> {
  return load(tx, await lockRunOfMessage(tx, messageId), 'The message')
}

async function load(tx: Tx, run: RunRow | null, what: string): Promise<LoadedRun> {
  const rows = run && (await readRun(tx, run.id))
  const message = rows?.messages[0]
  if (!run || !message) throw notFound(what)
  return { run, message, view: toRunView(run, rows) }
}
