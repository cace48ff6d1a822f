import type { Tx } from '#lib/db/client.ts'
import { httpToolSource } from '#lib/http-tools/source.ts'
import { mcpTools } from '#lib/mcp/source.ts'
import { memoryToolSource } from '#lib/memory/definitions.ts'
import { platformToolSource } from '#lib/platform-tools/source.ts'
import { skillSource } from '#lib/skills/tool-source.ts'
import { teamToolSource } from '#lib/team-tools/definitions.ts'
import type { ToolDefinition, ToolOwner, ToolSource } from '#lib/tools/definition.ts'
import { withBuiltIn } from '#lib/tools/registry.ts'
import { webToolSource } from '#lib/web-tools/definitions.ts'

/**
 * Where tools come from besides the built-in ones; of two with one name the earlier source's is there. The executor of a
 * source stands under the same id in worker/engine/tools/executors.ts.
 */
export const toolSources: readonly ToolSource[] = [
  mcpTools,
  webToolSource,
  teamToolSource,
  platformToolSource,
  memoryToolSource,
  httpToolSource,
  skillSource,
]

/** All the tools of a workspace, or of an agent in it, by name. */
export async function findTools(tx: Tx, owner: ToolOwner): Promise<ReadonlyMap<string, ToolDefinition>> {
  const found = await Promise.all(toolSources.map((source) => source.definitions(tx, owner)))
  return withBuiltIn(found.flat())
}
