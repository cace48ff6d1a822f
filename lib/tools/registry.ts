import { z } from 'zod'

/** One tool, whatever its kind. The engine knows only this; worker/engine/tools holds what executes it. */
export interface ToolDefinition<Name extends string = string, Input extends z.ZodType = z.ZodType> {
  name: Name
  /** Read by the model: every byte is paid for on every turn. */
  description: string
  input: Input
  risk: 'read' | 'write' | 'spend' | 'dangerous'
  runsIn: 'sandbox' | 'platform'
  /** May be executed again when its outcome is unknown. */
  idempotent: boolean
  timeoutMs: number
}

function defineTool<Name extends string, Input extends z.ZodType>(tool: ToolDefinition<Name, Input>) {
  return tool
}

const path = z.string().min(1).max(4096)

/** The tools that every installation has. */
export const builtInTools = {
  shell: defineTool({
    name: 'shell',
    description:
      'Run a bash command in /workspace. Returns stdout, stderr and the exit code; long output is cut in the middle.',
    input: z.object({
      command: z.string().min(1).max(100_000),
      timeout_s: z.number().int().min(1).max(3600).optional().describe('default 120'),
    }),
    risk: 'dangerous',
    runsIn: 'sandbox',
    idempotent: false,
    timeoutMs: 3_600_000,
  }),
  read_file: defineTool({
    name: 'read_file',
    description: 'Read a text file, with line numbers.',
    input: z.object({
      path,
      offset: z.number().int().min(1).optional().describe('first line, from 1'),
      limit: z.number().int().min(1).max(5000).optional().describe('lines, default 2000'),
    }),
    risk: 'read',
    runsIn: 'sandbox',
    idempotent: true,
    timeoutMs: 30_000,
  }),
  write_file: defineTool({
    name: 'write_file',
    description: 'Create or replace a file.',
    input: z.object({ path, content: z.string() }),
    risk: 'write',
    runsIn: 'sandbox',
    idempotent: true,
    timeoutMs: 30_000,
  }),
  edit_file: defineTool({
    name: 'edit_file',
    description: 'Replace old_text by new_text in a file. old_text must occur exactly once, unless all is true.',
    input: z.object({ path, old_text: z.string().min(1), new_text: z.string(), all: z.boolean().optional() }),
    risk: 'write',
    runsIn: 'sandbox',
    idempotent: false,
    timeoutMs: 30_000,
  }),
  list_files: defineTool({
    name: 'list_files',
    description: 'List a directory.',
    input: z.object({ path: path.optional().describe('default /workspace'), recursive: z.boolean().optional() }),
    risk: 'read',
    runsIn: 'sandbox',
    idempotent: true,
    timeoutMs: 30_000,
  }),
  search_files: defineTool({
    name: 'search_files',
    description: 'Search file contents by regular expression. Returns path:line:text.',
    input: z.object({
      pattern: z.string().min(1).max(2000),
      path: path.optional(),
      glob: z.string().max(500).optional().describe('e.g. *.ts'),
    }),
    risk: 'read',
    runsIn: 'sandbox',
    idempotent: true,
    timeoutMs: 60_000,
  }),
} as const

export type BuiltInToolName = keyof typeof builtInTools
export const TOOL_NAMES = Object.keys(builtInTools) as BuiltInToolName[]
export const toolName = z.enum(TOOL_NAMES as [BuiltInToolName, ...BuiltInToolName[]])
