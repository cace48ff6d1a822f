import { forgetAsAgent, saveAsAgent, searchAsAgent } from '#lib/memory/agent-memory.ts'
import { memoryTools } from '#lib/memory/definitions.ts'
import { cited } from '../memories.ts'
import { succeeded } from './outcome.ts'
import type { ToolExecutor } from './tool-context.ts'
import { untrusted } from './untrusted.ts'

const DEFAULT_LIMIT = 6

/** The tools of the memory, with the run's own right: another agent's memories are not there. */
export const executeMemory: ToolExecutor = async ({ name }, input, { scope, agentId, runId, toolCallId }) => {
  const work = { scope, agentId, runId }
  if (name === memoryTools.memory_save.name) {
    const { text, scope: whose = 'agent', file, from } = memoryTools.memory_save.input.parse(input)
    const { id } = await saveAsAgent(work, { id: toolCallId, text, scope: whose, filePath: file, from })
    return succeeded(`Noted as ${id}.`)
  }
  if (name === memoryTools.memory_forget.name) {
    const { id } = memoryTools.memory_forget.input.parse(input)
    await forgetAsAgent(work, id)
    return succeeded('Forgotten. People can bring it back for an hour.')
  }
  const { query, limit = DEFAULT_LIMIT } = memoryTools.memory_search.input.parse(input)
  const hits = await searchAsAgent(work, query, limit)
  if (hits.length === 0) return succeeded('Nothing is remembered about that.')
  const lines = hits.map(({ memory }) =>
    cited(scope.workspaceId, {
      entry_id: memory.id,
      kind: memory.kind,
      text: memory.text,
      saved_by_name: memory.savedBy,
      thread_title: memory.source.threadTitle,
      file_path: memory.source.filePath,
      created_at: memory.createdAt,
    }),
  )
  return succeeded(untrusted('Memories', lines.join('\n')))
}
