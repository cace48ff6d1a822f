import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

export const PROVIDER_KINDS = ['openai', 'anthropic', 'google', 'openai_compatible'] as const
export const providerKind = z.enum(PROVIDER_KINDS)
export type ProviderKind = z.infer<typeof providerKind>

/** What the pages and the clients need to know of a kind. */
export const providerKinds: Record<ProviderKind, { label: string; defaultBaseUrl: string | null; needsKey: boolean }> =
  {
    openai: { label: 'OpenAI', defaultBaseUrl: 'https://api.openai.com/v1', needsKey: true },
    anthropic: { label: 'Anthropic', defaultBaseUrl: 'https://api.anthropic.com/v1', needsKey: true },
    google: { label: 'Google', defaultBaseUrl: 'https://generativelanguage.googleapis.com/v1beta', needsKey: true },
    /** Ollama, vLLM, LiteLLM, OpenRouter and the like. */
    openai_compatible: { label: 'OpenAI-compatible', defaultBaseUrl: null, needsKey: false },
  }

/** `https://host/v1`, without credentials, query or the last slash. */
export const baseUrl = z
  .string()
  .trim()
  .max(500)
  .transform((value, context) => {
    const url = URL.parse(value)
    const problem = !url
      ? 'Enter a full address, such as http://localhost:11434/v1.'
      : url.protocol !== 'https:' && url.protocol !== 'http:'
        ? 'The address begins with https:// or http://.'
        : url.username || url.password
          ? 'Put the key into its own field, not into the address.'
          : url.search || url.hash
            ? 'The address has no "?" and no "#".'
            : null
    if (!url || problem) {
      context.addIssue({ code: 'custom', message: problem ?? 'Enter a full address.' })
      return z.NEVER
    }
    return url.href.replace(/\/+$/, '')
  })

export const providerName = z.string().trim().min(1, 'Give the provider a name.').max(80)
export const apiKey = z
  .string()
  .trim()
  .min(1, 'Enter the key.')
  .max(2000)
  .regex(/^[\x21-\x7e]+$/, 'A key has no spaces and no letters beyond ASCII.')

/** A provider as people see it: never its key. */
export const providerView = z.object({
  id: idSchema,
  kind: providerKind,
  name: z.string(),
  baseUrl: z.string().nullable(),
  /** The key's last characters; empty where there is no key. */
  keyHint: z.string(),
  /** Null: the workspace's. Else of this agent alone. */
  agentId: idSchema.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type ProviderView = z.output<typeof providerView>

/** A model that a provider offers. */
export const modelInfo = z.object({
  id: z.string(),
  name: z.string(),
  /** Whether it takes images, and how many tokens it can hold, where the provider's list tells. */
  sees: z.boolean().nullable(),
  contextTokens: z.number().int().nullable(),
})
export type ModelInfo = z.infer<typeof modelInfo>
