import type { Control } from './control.ts'
import { closesCircle, countLiveChildren } from './store.ts'
import { mayTalk } from './talk-rule.ts'

const INSTEAD = 'Do it yourself, or say in your answer what is missing.'

/** Who may talk to whom in the workspace: nobody, unless people say so. */
export const talkControl: Control = ({ settings }, { run, to }) => {
  if (!to || mayTalk(settings.talk, run.agentId, to.id)) return null
  const why =
    to.id === run.agentId
      ? 'An agent does not write to itself.'
      : settings.talk.mode === 'off'
        ? 'Agents of this workspace do not talk to one another: an admin has not switched it on.'
        : `The rules of this workspace do not let you talk to "${to.name}".`
  return { control: 'talk', effect: 'refused', reason: `${why} ${INSTEAD}`, details: { mode: settings.talk.mode } }
}

/** How deep asks and spawns may be nested below a person's run. */
export const depthControl: Control = ({ settings: { limits } }, { run }) => {
  const depth = run.depth + 1
  if (depth <= limits.maxDepth) return null
  const reason = `This would be level ${depth} of agents asking agents, and ${limits.maxDepth} are allowed. ${INSTEAD}`
  return { control: 'depth', effect: 'refused', reason, details: { depth, limit: limits.maxDepth } }
}

/** Who waits for each other never wakes: an ask must not lead back to who asks, over however many agents. */
export const circleControl: Control = async ({ tx }, { kind, run, to }) => {
  if (kind !== 'ask' || !to || !(await closesCircle(tx, run, to.id))) return null
  const reason = `"${to.name}" waits, itself or through others, for your answer. Asking it would close a circle in which everybody waits. Answer first, with what you have; or tell instead of ask.`
  return { control: 'circle', effect: 'refused', reason }
}

/** How many runs one run may have going at one time. */
export const fanOutControl: Control = async ({ tx, settings: { limits } }, { run }) => {
  const live = await countLiveChildren(tx, run.id)
  if (live < limits.maxLiveChildren) return null
  const reason = `You have ${live} agents at work, and ${limits.maxLiveChildren} are allowed at one time. Wait for their answers first.`
  return { control: 'fan-out', effect: 'refused', reason, details: { live, limit: limits.maxLiveChildren } }
}

/** How often one agent may write: the second half of its allowance is spread over what is left of the minute. */
export const rateControl: Control = ({ settings: { limits } }, { recent: { count, resetS } }) => {
  const limit = limits.maxMessagesPerMinute
  const details = { count, limit, resetS }
  if (count > limit) {
    const reason = `You have written ${limit} messages within a minute, which is all that is allowed. Go on without writing for ${resetS} seconds.`
    return { control: 'rate', effect: 'refused', reason, details }
  }
  const beyond = count - Math.ceil(limit / 2)
  if (beyond <= 0) return null
  const delayMs = Math.ceil((resetS * 1000 * beyond) / Math.max(1, limit - Math.ceil(limit / 2)))
  const reason = `You write often: this message is delivered in ${Math.ceil(delayMs / 1000)} seconds.`
  return { control: 'rate', effect: 'delayed', reason, delayMs, details }
}
