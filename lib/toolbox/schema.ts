import { z } from 'zod'
import { decidingRule, policyEffect, policyRules, toolName, toolRisk } from '#lib/tools/schema.ts'

/** The rules of one place, and which save of them this is. */
export const policyView = z.object({
  rules: policyRules,
  /** 0: nothing was saved yet. Send it along when you save, and nothing is written over. */
  revision: z.number().int(),
  updatedAt: z.iso.datetime().nullable(),
  updatedBy: z.string().nullable(),
})
export type PolicyView = z.output<typeof policyView>

/** Input of every save. */
export const policyInput = {
  rules: policyRules,
  revision: z.number().int().min(0).optional(),
}

/** A tool, and what the policy says of it. */
export const toolView = z.object({
  name: toolName,
  title: z.string().nullable(),
  description: z.string(),
  risk: toolRisk,
  group: z.string().nullable(),
  runsIn: z.enum(['sandbox', 'platform']),
  idempotent: z.boolean(),
  timeoutMs: z.number(),
  secrets: z.array(z.string()),
  hosts: z.array(z.string()),
  source: z.string(),
  /** Whether the agent was given it; without an agent: false. */
  granted: z.boolean(),
  /** What the rules say of it, were it given. */
  effect: policyEffect,
  /** The rule that decided; null: none is about it. */
  decidedBy: decidingRule.nullable(),
  /** Rules that decide otherwise about some calls, by their arguments. */
  narrowed: z.array(decidingRule),
})
export type ToolView = z.output<typeof toolView>
