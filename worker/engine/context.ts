import type { ModelMessage } from 'ai'
import type { ClaimedRun } from '#lib/runs/ownership.ts'
import type { RunAgent, ThreadRows } from '#lib/runs/progress.ts'
import { decideTool } from '#lib/tools/policy.ts'
import { builtInTools, type ToolDefinition } from '#lib/tools/registry.ts'

type Step = ThreadRows['steps'][number]
type ToolCall = ThreadRows['toolCalls'][number]

/** Stands in a person's place where an answer that was cut off goes on. */
export const CONTINUE = 'Your answer was interrupted. Go on where it stopped.'
const NO_RESULT = 'This call has no result: the run ended before it.'

/** What the model is told before the conversation. Short: it is paid for with every step. */
export function instructionsFor(agent: RunAgent): string {
  const parts = [`You are ${agent.name}, an AI agent in a team's workspace.`]
  if (agent.persona.trim()) parts.push(agent.persona.trim())
  if (agent.rules.trim()) parts.push(`# Rules\n\n${agent.rules.trim()}`)
  if (agent.notes.trim()) parts.push(`# Notes\n\n${agent.notes.trim()}`)
  if (offeredTools(agent).length > 0) {
    const workspace = workspaceWords[agent.sandbox.workspaceAccess]
    parts.push(`Your tools act in your own Linux sandbox, without network. ${workspace} /home/agent is yours alone.`)
  }
  return parts.join('\n\n')
}

const workspaceWords = {
  rw: '/workspace is shared with your team: put there what others should see.',
  ro: '/workspace is shared with your team, and you can only read it.',
  none: 'You have no access to the files of your team.',
}

/** The tools that the agent may use. */
export function offeredTools(agent: RunAgent): ToolDefinition[] {
  return Object.values(builtInTools).filter((tool) => decideTool(tool.name, agent).allowed)
}

/**
 * The conversation up to the run's own message, and what the run itself has done so far. Superseded runs are left out;
 * of failed and cancelled ones what is durable stays, for it has happened.
 * @param model reasoning is given back only to the model that wrote it
 */
export function conversation(
  rows: ThreadRows,
  run: Pick<ClaimedRun, 'runId' | 'messageId'>,
  model: { provider: string; model: string },
): ModelMessage[] {
  const messages: ModelMessage[] = []
  for (const message of rows.messages) {
    messages.push({ role: 'user', content: message.text })
    const isOwn = message.id === run.messageId
    for (const other of rows.runs) {
      if (other.message_id !== message.id || (other.superseded_at && other.id !== run.runId)) continue
      if (isOwn && other.id !== run.runId) continue
      const steps = rows.steps.filter((step) => step.run_id === other.id)
      for (const step of steps) messages.push(...stepMessages(step, rows.toolCalls, model))
      if (other.id === run.runId && isFinalAnswer(steps.at(-1))) messages.push({ role: 'user', content: CONTINUE })
    }
    if (isOwn) break
  }
  return messages
}

function isFinalAnswer(step: Step | undefined): boolean {
  return step !== undefined && !step.parts.some((part) => part.type === 'tool-call')
}

function stepMessages(step: Step, toolCalls: ToolCall[], model: { provider: string; model: string }): ModelMessage[] {
  const calls = toolCalls.filter((call) => call.step_id === step.id)
  const isSameModel = step.provider === model.provider && step.model === model.model
  const content: Exclude<Extract<ModelMessage, { role: 'assistant' }>['content'], string> = []
  for (const part of step.parts) {
    const providerOptions = isSameModel && 'providerMetadata' in part ? (part.providerMetadata as never) : undefined
    if (part.type === 'text') content.push({ type: 'text', text: part.text })
    else if (part.type === 'reasoning') {
      if (isSameModel) content.push({ type: 'reasoning', text: part.text, providerOptions })
    } else {
      const call = calls.find(({ id }) => id === part.toolCallId)
      if (!call) continue
      const { call_id: toolCallId, name: toolName, args: input } = call
      content.push({ type: 'tool-call', toolCallId, toolName, input, providerOptions })
    }
  }
  const messages: ModelMessage[] = content.length > 0 ? [{ role: 'assistant', content }] : []
  if (calls.length > 0) {
    messages.push({
      role: 'tool',
      content: calls.map((call) => ({
        type: 'tool-result' as const,
        toolCallId: call.call_id,
        toolName: call.name,
        output: {
          type: call.status === 'succeeded' ? ('text' as const) : ('error-text' as const),
          value: call.result?.text || NO_RESULT,
        },
      })),
    })
  }
  return messages
}
