import { bestEffort } from '#lib/queue/best-effort.ts'
import { publishControl } from '#lib/queue/control.ts'

/** When a key may be used again, by this process's clock. */
const restingUntilMs = new Map<string, number>()

/** How long a provider key rests yet, after its provider said "too many requests" to any worker. */
export function coolDownMs(keyId: string): number {
  const untilMs = restingUntilMs.get(keyId)
  if (untilMs === undefined) return 0
  const restMs = untilMs - performance.now()
  if (restMs <= 0) restingUntilMs.delete(keyId)
  return Math.max(0, restMs)
}

/** Lets a key rest in this worker. */
export function restKey(keyId: string, restMs: number): void {
  restingUntilMs.set(keyId, Math.max(restingUntilMs.get(keyId) ?? 0, performance.now() + restMs))
}

/** Lets a key rest in every worker: only runs that use it wait. */
export async function coolDown(keyId: string, restMs: number): Promise<void> {
  if (restMs <= 0) return
  restKey(keyId, restMs)
  await bestEffort('announcing a cool-down', publishControl({ type: 'cool-down', keyId, restMs }))
}
