import { z } from 'zod'
import type { ToolDefinition, ToolSubject } from './definition.ts'
import { toolName } from './schema.ts'

export const BUILT_IN = 'built-in'

function defineTool<Name extends string, Input extends z.ZodType>(
  tool: Omit<ToolDefinition<Name, Input>, 'source'>,
): ToolDefinition<Name, Input> {
  return { ...tool, source: BUILT_IN }
}

function commandOf(args: unknown): ToolSubject | null {
  const command = typeof args === 'object' && args !== null && 'command' in args ? args.command : null
  return typeof command === 'string' ? { kind: 'command', command } : null
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
    group: 'shell',
    runsIn: 'sandbox',
    idempotent: false,
    timeoutMs: 3_600_000,
    subject: commandOf,
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
    group: 'files',
    runsIn: 'sandbox',
    idempotent: true,
    timeoutMs: 30_000,
  }),
  write_file: defineTool({
    name: 'write_file',
    description: 'Create or replace a file.',
    input: z.object({ path, content: z.string() }),
    risk: 'write',
    group: 'files',
    runsIn: 'sandbox',
    idempotent: true,
    timeoutMs: 30_000,
  }),
  edit_file: defineTool({
    name: 'edit_file',
    description: 'Replace old_text by new_text in a file. old_text must occur exactly once, unless all is true.',
    input: z.object({ path, old_text: z.string().min(1), new_text: z.string(), all: z.boolean().optional() }),
    risk: 'write',
    group: 'files',
    runsIn: 'sandbox',
    idempotent: false,
    timeoutMs: 30_000,
  }),
  list_files: defineTool({
    name: 'list_files',
    description: 'List a directory.',
    input: z.object({ path: path.optional().describe('default /workspace'), recursive: z.boolean().optional() }),
    risk: 'read',
    group: 'files',
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
    group: 'files',
    runsIn: 'sandbox',
    idempotent: true,
    timeoutMs: 60_000,
  }),
} as const

export type BuiltInToolName = keyof typeof builtInTools
export const TOOL_NAMES = Object.keys(builtInTools) as BuiltInToolName[]

/** Offered beside the rest where that is too much to offer at once; nobody grants it. */
export const toolsSearch = defineTool({
  name: 'tools_search',
  description:
    'You have more tools than are listed. Say what you need: the tools that fit are loaded, and can be called from the next step on.',
  input: z.object({ query: z.string().min(1).max(500).describe('words, or the name of a tool') }),
  risk: 'read',
  group: null,
  runsIn: 'platform',
  idempotent: true,
  timeoutMs: 10_000,
})

const BY_NAME: ReadonlyMap<string, ToolDefinition> = new Map(
  [...Object.values<ToolDefinition>(builtInTools), toolsSearch].map((tool) => [tool.name, tool]),
)

/** The built-in tools, and those of other sources behind them: whoever takes a name first has it. */
export function withBuiltIn(others: readonly ToolDefinition[]): ReadonlyMap<string, ToolDefinition> {
  if (others.length === 0) return BY_NAME
  const tools = new Map(BY_NAME)
  for (const tool of others)
    if (!tools.has(tool.name) && toolName.safeParse(tool.name).success) tools.set(tool.name, tool)
  return tools
}

/** Whether it is there without any source being asked. */
export function isBuiltIn(name: string): boolean {
  return BY_NAME.has(name)
}
