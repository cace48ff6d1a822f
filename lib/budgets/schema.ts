import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** A billion dollars, and as many tokens: far below where JSON's numbers stop to be whole. */
const MOST_MICROS = 1_000_000_000_000_000
const MOST_TOKENS = 1_000_000_000_000

/** `run`: each run for itself. Days and months begin at midnight UTC. */
export const budgetPeriod = z.enum(['run', 'day', 'month'])
export type BudgetPeriod = z.infer<typeof budgetPeriod>

export const budgetLevel = z.enum(['tenant', 'workspace', 'agent'])
export type BudgetLevel = z.infer<typeof budgetLevel>

/** A limit of one place for each of its periods. All that apply to a run bind it: the strictest wins. */
export const budgetView = z.object({
  level: budgetLevel,
  /** Null: of the whole workspace or organisation. */
  agentId: idSchema.nullable(),
  period: budgetPeriod,
  /** Millionths of a US dollar; null: money is not limited. */
  limitMicros: z.number().int().nullable(),
  /** Tokens in and out; null: they are not limited. */
  limitTokens: z.number().int().nullable(),
  /** Admins are told once so much of it is used, in each period. */
  warnPercent: z.number().int(),
  /** Used in this period; null for `run`, where each run has its own. */
  spentMicros: z.number().int().nullable(),
  spentTokens: z.number().int().nullable(),
  /** Set aside for model calls under way. */
  reservedMicros: z.number().int().nullable(),
  reservedTokens: z.number().int().nullable(),
  /** When the next period begins; null for `run`. */
  renewsAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
})
export type BudgetView = z.output<typeof budgetView>

/** Input of every save. Neither limit: the budget is removed. */
export const budgetInput = {
  period: budgetPeriod,
  limitMicros: z.number().int().min(0).max(MOST_MICROS).nullable(),
  limitTokens: z.number().int().min(0).max(MOST_TOKENS).nullable(),
  warnPercent: z.number().int().min(1).max(100).default(80),
}

/** What an organisation pays for a model instead of the list's price: for a million tokens, in millionths of a US dollar. */
export const modelPriceView = z.object({
  /** A provider's kind. */
  provider: z.string(),
  model: z.string(),
  inputMicros: z.number().int(),
  /** Null: as any other input. */
  cachedInputMicros: z.number().int().nullable(),
  outputMicros: z.number().int(),
  updatedAt: z.iso.datetime(),
  updatedBy: z.string(),
})
export type ModelPriceView = z.output<typeof modelPriceView>

const perMillion = z.number().int().min(0).max(1_000_000_000_000)

export const modelPriceInput = {
  provider: z.string().trim().min(1).max(64),
  model: z.string().trim().min(1).max(200),
  inputMicros: perMillion,
  cachedInputMicros: perMillion.nullable().default(null),
  outputMicros: perMillion,
}

/** The key of the list of prices. */
export const priceKey = z.object({ provider: z.string().max(64), model: z.string().max(200) })
export type PriceKey = z.output<typeof priceKey>
