import type { Control, ControlContext, Draft } from './control.ts'
import { circleControl, depthControl, fanOutControl, rateControl, talkControl } from './controls.ts'
import { loopControl } from './loop-control.ts'
import { insertDecision } from './store.ts'

const controls: readonly Control[] = [talkControl, depthControl, circleControl, fanOutControl, rateControl, loopControl]

export type Acceptance =
  | { accepted: true; delayMs: number; warnings: string[] }
  | { accepted: false; control: string; reason: string }

/**
 * The one place that every message and every spawn of an agent passes before it is stored. Whatever strikes is written
 * down for people, a refusal too: the caller commits either way.
 */
export async function accept(context: ControlContext, draft: Draft): Promise<Acceptance> {
  let delayMs = 0
  const warnings: string[] = []
  for (const control of controls) {
    const verdict = await control(context, draft)
    if (!verdict) continue
    await insertDecision(context.tx, draft, verdict)
    if (verdict.effect === 'refused') return { accepted: false, control: verdict.control, reason: verdict.reason }
    if (verdict.effect === 'warned') warnings.push(verdict.reason)
    delayMs = Math.max(delayMs, verdict.delayMs ?? 0)
  }
  return { accepted: true, delayMs, warnings }
}
