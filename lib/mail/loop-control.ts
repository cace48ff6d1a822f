import { createLoopDetector } from '#lib/loops/detector.ts'
import type { LoopVerdict } from '#lib/loops/event.ts'
import type { Control } from './control.ts'
import { listExchange } from './exchange-store.ts'

/** Fewer messages than these are no circle. */
const MIN_MESSAGES = 4

/**
 * Agents that go round in circles: warned once, then held back. What was said is read again for each message, so that
 * neither a restart nor another worker forgets it, and a message that says something new is let through again.
 */
export const loopControl: Control = async ({ tx }, { kind, run, to, text }) => {
  if (kind === 'spawn' || !to) return null
  const { said, hasChanged, isWarned } = await listExchange(tx, run)
  if (said.length < MIN_MESSAGES) return null
  const detector = createLoopDetector()
  let verdict: LoopVerdict = { verdict: 'fine' }
  const draft = { from: run.agentName, to: to.name, text, changed: hasChanged }
  for (const [index, message] of [...said, draft].entries()) {
    verdict = detector.feed({ ...message, id: `message ${index + 1}`, type: 'message' })
  }
  if (verdict.verdict === 'fine' || (verdict.verdict === 'warn' && isWarned)) return null
  const { words, agents, kind: shape } = verdict.evidence
  const details = { shape, agents }
  // An answer may have been what a warning was due to: nobody is held back who was not warned.
  if (!isWarned) {
    const reason = `${words} Say or do something new, or end it with what you have: if it goes on like this, messages are held back.`
    return { control: 'loop', effect: 'warned', reason, details }
  }
  const reason = `You go round in circles, and this message was held back. ${words} End it with what you have, or say in your answer what is missing.`
  return { control: 'loop', effect: 'refused', reason, details }
}
