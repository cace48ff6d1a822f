import { z } from 'zod'
import { AppError } from '#lib/errors.ts'

const engineError = z.object({ statusCode: z.number() })

/** The engine's HTTP status, or undefined for an error that is not one of its answers. */
export function statusOf(error: unknown): number | undefined {
  return engineError.safeParse(error).data?.statusCode
}

/** Runs an operation whose aim is already reached when the engine answers one of these statuses. */
export async function unlessStatus(statuses: number[], operation: Promise<unknown>): Promise<void> {
  try {
    await operation
  } catch (error) {
    if (!statuses.includes(statusOf(error) ?? 0)) throw error
  }
}

/** The engine's answer, or undefined when it does not have the thing. */
export async function ifFound<T>(operation: Promise<T>): Promise<T | undefined> {
  try {
    return await operation
  } catch (error) {
    if (statusOf(error) === 404) return undefined
    throw error
  }
}

/** An engine that fails or cannot be reached, in the words of the interface. */
export function asUnavailable(error: unknown, doing: string): AppError {
  if (error instanceof AppError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new AppError('unavailable', `The Docker engine could not ${doing}: ${reason}`, { cause: error })
}
