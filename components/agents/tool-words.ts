import { FilePen, FilePlus2, FileText, FolderTree, type LucideIcon, Search, Terminal, Wrench } from 'lucide-react'
import type { BuiltInToolName, ToolDefinition } from '#lib/tools/registry.ts'

interface ToolWords {
  icon: LucideIcon
  /** What the agent can do with it, in the words of someone who has never programmed. */
  title: string
  explanation: string
}

/** The built-in tools for people. Exhaustive over the registry, or it does not compile. */
export const toolWords: Record<BuiltInToolName, ToolWords> = {
  shell: {
    icon: Terminal,
    title: 'Run commands',
    explanation: 'Starts programs and scripts inside its sandbox. They cannot leave it.',
  },
  read_file: { icon: FileText, title: 'Read files', explanation: 'Opens files of the workspace.' },
  write_file: {
    icon: FilePlus2,
    title: 'Write files',
    explanation: 'Creates files in the workspace, and replaces ones that are there.',
  },
  edit_file: { icon: FilePen, title: 'Edit files', explanation: 'Changes passages in files of the workspace.' },
  list_files: { icon: FolderTree, title: 'List folders', explanation: 'Sees which files there are.' },
  search_files: { icon: Search, title: 'Search in files', explanation: 'Finds words in the files of the workspace.' },
}

/** What a risk means for the person who grants the tool. */
export const riskWords: Record<
  ToolDefinition['risk'],
  { label: string; tone: 'neutral' | 'accent' | 'warning' | 'danger' }
> = {
  read: { label: 'Only looks', tone: 'neutral' },
  write: { label: 'Changes files', tone: 'accent' },
  spend: { label: 'Can cost money', tone: 'warning' },
  dangerous: { label: 'Can do a lot', tone: 'warning' },
}

/** The words of any tool; of one that is not built in, its name. */
export function wordsOfTool(name: string): ToolWords {
  if (Object.hasOwn(toolWords, name)) return toolWords[name as BuiltInToolName]
  return { icon: Wrench, title: name, explanation: '' }
}
