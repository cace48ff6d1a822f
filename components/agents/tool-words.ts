import { FilePen, FilePlus2, FileText, FolderTree, type LucideIcon, Search, Terminal, Wrench } from 'lucide-react'

export interface ToolWords {
  icon: LucideIcon
  /** What the agent can do with it, in the words of someone who has never programmed. */
  title: string
  explanation: string
}

const toolWords = new Map<string, ToolWords>(
  Object.entries({
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
  }),
)

interface RiskWords {
  label: string
  tone: 'neutral' | 'accent' | 'warning' | 'danger'
}

const riskWords = new Map<string, RiskWords>(
  Object.entries({
    read: { label: 'Only looks', tone: 'neutral' },
    write: { label: 'Changes files', tone: 'accent' },
    spend: { label: 'Can cost money', tone: 'warning' },
    dangerous: { label: 'Can do a lot', tone: 'warning' },
  } as const),
)

/** A built-in tool for people; of any other, its name. */
export function wordsOfTool(name: string): ToolWords {
  return toolWords.get(name) ?? { icon: Wrench, title: name, explanation: '' }
}

/** What a tool's risk means for the person who grants it. */
export function wordsOfRisk(risk: string): RiskWords {
  return riskWords.get(risk) ?? { label: risk, tone: 'danger' }
}
