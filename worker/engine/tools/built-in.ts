import type { ToolDefinition } from '#lib/tools/definition.ts'
import { type BuiltInToolName, toolsSearch } from '#lib/tools/registry.ts'
import { editFile } from './edit-file.ts'
import { listFiles } from './list-files.ts'
import { readFile } from './read-file.ts'
import { searchFiles } from './search-files.ts'
import { searchTools } from './search-tools.ts'
import { shell } from './shell.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import type { ToolInput } from './tool-input.ts'
import { writeFile } from './write-file.ts'

const tools: { [Name in BuiltInToolName]: (input: ToolInput<Name>, context: ToolContext) => Promise<ToolOutcome> } = {
  shell,
  read_file: readFile,
  write_file: writeFile,
  edit_file: editFile,
  list_files: listFiles,
  search_files: searchFiles,
}

/** Runs one of the tools that every installation has. */
export function executeBuiltIn(tool: ToolDefinition, input: unknown, context: ToolContext): Promise<ToolOutcome> {
  if (tool.name === toolsSearch.name) return searchTools(toolsSearch.input.parse(input), context)
  const execute = tools[tool.name as BuiltInToolName] as (input: unknown, context: ToolContext) => Promise<ToolOutcome>
  return execute(input, context)
}
