import {
  BookOpen,
  Brain,
  Database,
  Eraser,
  FilePen,
  FilePlus2,
  FileText,
  FolderTree,
  Globe,
  GraduationCap,
  type LucideIcon,
  Mail,
  MessageCircleQuestion,
  NotebookPen,
  Search,
  SearchCheck,
  Send,
  Terminal,
  Users,
  Wrench,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'

export interface ToolWords {
  icon: LucideIcon
  /** What the agent can do with it, in the words of someone who has never programmed. */
  title: string
  explanation: string
}

const icons = {
  shell: Terminal,
  read_file: FileText,
  write_file: FilePlus2,
  edit_file: FilePen,
  list_files: FolderTree,
  search_files: Search,
  web_search: SearchCheck,
  web_fetch: Globe,
  arxiv_search: GraduationCap,
  memory_search: Brain,
  memory_save: NotebookPen,
  memory_forget: Eraser,
  use_skill: BookOpen,
  postgres_query: Database,
  email_send: Mail,
  agents_list: Users,
  agent_ask: MessageCircleQuestion,
  agent_tell: Send,
} as const satisfies Record<string, LucideIcon>

const tones = { read: 'neutral', write: 'accent', spend: 'warning', dangerous: 'warning' } as const

interface RiskWords {
  label: string
  tone: 'neutral' | 'accent' | 'warning' | 'danger'
}

const isIn = <T extends object>(name: PropertyKey, known: T): name is keyof T => Object.hasOwn(known, name)

/** Built-in tools and their risks for people; any other tool goes by its name. */
export function useToolWords() {
  const t = useTranslations('tools')
  return useMemo(
    () => ({
      wordsOfTool: (name: string): ToolWords =>
        isIn(name, icons)
          ? { icon: icons[name], title: t(`${name}.title`), explanation: t(`${name}.explanation`) }
          : { icon: Wrench, title: name, explanation: '' },
      /** What a tool's risk means for the person who grants it. */
      wordsOfRisk: (risk: string): RiskWords =>
        isIn(risk, tones) ? { label: t(`risks.${risk}`), tone: tones[risk] } : { label: risk, tone: 'danger' },
    }),
    [t],
  )
}
