import { HTTP } from '#lib/http-tools/source.ts'
import { MCP_SOURCE } from '#lib/mcp/source.ts'
import { MEMORY } from '#lib/memory/definitions.ts'
import { PLATFORM_TOOLS } from '#lib/platform-tools/definitions.ts'
import { SKILLS } from '#lib/skills/tool-source.ts'
import { TEAM } from '#lib/team-tools/definitions.ts'
import { BUILT_IN } from '#lib/tools/registry.ts'
import { WEB } from '#lib/web-tools/definitions.ts'
import { executeBuiltIn } from './built-in.ts'
import { executeHttp } from './http.ts'
import { executeMcpTool } from './mcp.ts'
import { executeMemory } from './memory.ts'
import { executePlatformTool } from './platform/execute-platform-tool.ts'
import { executeTeamTool } from './team.ts'
import type { ToolExecutor } from './tool-context.ts'
import { useSkill } from './use-skill.ts'
import { executeWeb } from './web/execute-web.ts'

/** Who executes the tools of a source (`ToolSource.id`). */
export const executors: Readonly<Record<string, ToolExecutor>> = {
  [BUILT_IN]: executeBuiltIn,
  [WEB]: executeWeb,
  [TEAM]: executeTeamTool,
  [HTTP]: executeHttp,
  [PLATFORM_TOOLS]: executePlatformTool,
  [SKILLS]: useSkill,
  [MCP_SOURCE]: executeMcpTool,
  [MEMORY]: executeMemory,
}
