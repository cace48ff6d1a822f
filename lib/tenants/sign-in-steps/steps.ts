import type { Tx } from '#lib/db/client.ts'
import { hashToken, newToken } from '../account/token.ts'
import { type StepData, type StepKind, stepShapes } from './schema.ts'
import { deleteStep, deleteStepsOf, findStep, insertStep } from './store.ts'

/** How long a person may take from one step to the next. */
export const STEP_SECONDS = 10 * 60

export interface OpenStep<K extends StepKind> {
  /** Known as soon as a step has proved who it is. */
  userId: string | null
  data: StepData<K>
}

/**
 * Remembers a sign-in between two of its steps. The token belongs into a cookie of the browser in which it goes on: it
 * is no session, and opens nothing but the next step, once.
 * @param tx where it must hold together with what was checked before
 */
export async function openStep<K extends StepKind>(
  kind: K,
  userId: string | null,
  data: StepData<K>,
  tx?: Tx,
): Promise<string> {
  const { token, hash } = newToken()
  const expiresAt = new Date(Date.now() + STEP_SECONDS * 1000)
  await insertStep(tx, { hash, kind, userId, data, expiresAt })
  return token
}

/** The step that a browser's token stands for, unless it was taken or is too old. */
export async function lookAtStep<K extends StepKind>(kind: K, token: string | undefined): Promise<OpenStep<K> | null> {
  const row = token ? await findStep(hashToken(token), kind) : null
  return row && { userId: row.userId, data: stepShapes[kind].parse(row.data) as StepData<K> }
}

/** Takes the step: from then on the token is worth nothing, unless the transaction is undone. */
export async function takeStep<K extends StepKind>(
  kind: K,
  token: string | undefined,
  tx?: Tx,
): Promise<OpenStep<K> | null> {
  const row = token ? await deleteStep(tx, hashToken(token), kind) : null
  return row && { userId: row.userId, data: stepShapes[kind].parse(row.data) as StepData<K> }
}

/** Ends what a person, or who plays them, has begun: their password is another one now. */
export const dropStepsOf: (tx: Tx, userId: string) => Promise<void> = deleteStepsOf
