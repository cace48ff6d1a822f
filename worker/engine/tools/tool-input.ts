import type { z } from 'zod'
import type { BuiltInToolName, builtInTools } from '#lib/tools/registry.ts'

/** A built-in tool's arguments, validated. */
export type ToolInput<Name extends BuiltInToolName> = z.output<(typeof builtInTools)[Name]['input']>
