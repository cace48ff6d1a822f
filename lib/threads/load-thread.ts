import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import type { ThreadView } from './schema.ts'
import { findThread } from './store.ts'

/** @throws AppError `not_found` */
export async function loadThread(tx: Tx, threadId: string): Promise<ThreadView> {
  const thread = await findThread(tx, threadId)
  if (!thread) throw notFound('The thread')
  return thread
}
