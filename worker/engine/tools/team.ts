import { listColleagues } from '#lib/mail/list-colleagues.ts'
import { type Outcome, send } from '#lib/mail/send.ts'
import { DEFAULT_PATIENCE_S, type TeamToolName, teamTools } from '#lib/team-tools/definitions.ts'
import { failed, succeeded } from './outcome.ts'
import type { ToolContext, ToolExecutor, ToolOutcome } from './tool-context.ts'

/** Runs one of the tools by which agents work as a team. */
export const executeTeamTool: ToolExecutor = ({ name }, input, context) => tools[name as TeamToolName](input, context)

const tools: Record<TeamToolName, (input: unknown, context: ToolContext) => Promise<ToolOutcome>> = {
  agents_list: async (_, { scope, agentId }) => {
    const colleagues = await listColleagues(scope, agentId)
    if (colleagues.length === 0) return succeeded('You are the only agent of this workspace.')
    const lines = colleagues.map(({ id, name, persona, state, mayTalk }) => {
      const purpose = persona.split('\n').find((line) => line.trim() && !line.startsWith('#')) ?? ''
      return `- ${name} (${id}), ${state}${mayTalk ? '' : ', you may not talk to it'}: ${purpose.trim().slice(0, 200)}`
    })
    return succeeded(lines.join('\n'))
  },
  agent_ask: async (input, context) => {
    const { agent, message, timeout_s: patienceS = DEFAULT_PATIENCE_S } = teamTools.agent_ask.input.parse(input)
    const outcome = await send(context.scope, { kind: 'ask', ...from(context), agent, text: message, patienceS })
    return outcome.accepted ? { status: 'waiting', result: told(outcome) } : failed(outcome.reason)
  },
  agent_tell: async (input, context) => {
    const { agent, message } = teamTools.agent_tell.input.parse(input)
    const outcome = await send(context.scope, { kind: 'tell', ...from(context), agent, text: message, patienceS: null })
    return outcome.accepted ? { status: 'succeeded', result: told(outcome) } : failed(outcome.reason)
  },
}

function from({ runId, agentId, toolCallId }: ToolContext) {
  return { runId, agentId, toolCallId }
}

function told({ message, warnings, delayMs }: Extract<Outcome, { accepted: true }>): ToolOutcome['result'] {
  const { toAgentId, toAgentName, threadId, runId } = message
  const when = delayMs > 0 ? ` It is delivered in ${Math.ceil(delayMs / 1000)} seconds, because you write often.` : ''
  const text = [`Sent to "${toAgentName}" (run ${runId}).${when}`, ...warnings].join('\n')
  return { text, view: { kind: 'agent', agentId: toAgentId, threadId, runId } }
}
