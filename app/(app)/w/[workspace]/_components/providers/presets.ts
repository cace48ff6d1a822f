import type { ProviderKind } from '#lib/providers/schema.ts'

export interface Preset {
  id: string
  /** Absent where it has to be said in the person's language. */
  label?: string
  description?: string
  kind: ProviderKind
  /** Filled in for the person; null where the kind knows its own. */
  baseUrl: string | null
  needsKey: boolean
  /** Where a key comes from. */
  keyPage?: string
}

/** What people have accounts with, in their words; several are one kind. */
export const presets: readonly Preset[] = [
  {
    id: 'anthropic',
    label: 'Anthropic',
    description: 'Claude',
    kind: 'anthropic',
    baseUrl: null,
    needsKey: true,
    keyPage: 'platform.claude.com',
  },
  {
    id: 'openai',
    label: 'OpenAI',
    description: 'GPT',
    kind: 'openai',
    baseUrl: null,
    needsKey: true,
    keyPage: 'platform.openai.com',
  },
  {
    id: 'google',
    label: 'Google',
    description: 'Gemini',
    kind: 'google',
    baseUrl: null,
    needsKey: true,
    keyPage: 'aistudio.google.com',
  },
  {
    id: 'openrouter',
    label: 'OpenRouter',
    kind: 'openai_compatible',
    baseUrl: 'https://openrouter.ai/api/v1',
    needsKey: true,
    keyPage: 'openrouter.ai',
  },
  {
    id: 'ollama',
    label: 'Ollama',
    kind: 'openai_compatible',
    baseUrl: 'http://localhost:11434/v1',
    needsKey: false,
  },
  {
    id: 'other',
    kind: 'openai_compatible',
    baseUrl: '',
    needsKey: false,
  },
]
