import { HTTP } from '#lib/http-tools/source.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { BUILT_IN } from '#lib/tools/registry.ts'
import { WEB } from '#lib/web-tools/definitions.ts'
import { executeBuiltIn } from './built-in.ts'
import { executeHttp } from './http.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import { executeWeb } from './web/execute-web.ts'

/**
 * Runs a call that the policy has let through; `input` is what the definition's schema made of the arguments.
 * @throws AppError for what the model is told; the signal's reason when it was cancelled
 */
export type ToolExecutor = (tool: ToolDefinition, input: unknown, context: ToolContext) => Promise<ToolOutcome>

/** Who executes the tools of a source (`ToolSource.id`). */
export const executors: Readonly<Record<string, ToolExecutor>> = {
  [BUILT_IN]: executeBuiltIn,
  [WEB]: executeWeb,
  [HTTP]: executeHttp,
}
