import { z } from 'zod'
import { simpleCommand } from './simple-command.ts'

/** What every provider of models takes as a tool's name. */
export const toolName = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'A tool’s name has 1 to 64 letters, digits, _ or -.')

export const TOOL_RISKS = ['read', 'write', 'spend', 'dangerous'] as const
export const toolRisk = z.enum(TOOL_RISKS)
export type ToolRisk = z.infer<typeof toolRisk>

/** The groups that every installation knows; tools of other sources may bring their own. */
export const TOOL_GROUPS = ['files', 'shell', 'web', 'agents', 'canvas', 'memory'] as const

/** `shell`, `web_*`, `group:files`, `risk:dangerous`. */
export const toolPattern = z
  .string()
  .max(80)
  .regex(
    /^(?:[a-zA-Z0-9_-]*\*?|group:[a-zA-Z0-9_-]{1,64}|risk:(?:read|write|spend|dangerous))$/,
    'A tool’s name, the beginning of names followed by *, group:NAME or risk:read, write, spend or dangerous.',
  )
  .min(1, 'Name the tools that the rule is about.')

export const POLICY_EFFECTS = ['auto', 'ask', 'deny'] as const
/** `auto`: called without a question. `ask`: a person decides each time. `deny`: not at all. */
export const policyEffect = z.enum(POLICY_EFFECTS)
export type PolicyEffect = z.infer<typeof policyEffect>

/** Narrows a rule to calls with certain arguments. */
export const ruleCondition = z.union([
  /** A shell command that begins with these words: one simple command, nothing before, behind or inside of it. */
  z.strictObject({
    command: z
      .string()
      .trim()
      .min(1)
      .max(2000)
      .refine(
        (command) => simpleCommand(command) !== null,
        'The beginning of one simple command: words alone, without ; & | < > $ ` * or line breaks.',
      ),
  }),
  /** An HTTP request to this host (`*.example.com`: below it), with this method. */
  z.strictObject({
    host: z
      .string()
      .trim()
      .toLowerCase()
      .max(255)
      .regex(/^(?:\*\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'A host: api.example.com, or *.example.com.'),
    method: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{1,20}$/)
      .optional(),
  }),
])
export type RuleCondition = z.output<typeof ruleCondition>

export const policyRule = z.strictObject({
  tools: toolPattern,
  effect: policyEffect,
  when: ruleCondition.optional(),
})
export type PolicyRule = z.output<typeof policyRule>
export const policyRules = z.array(policyRule).max(200, 'At most 200 rules.')

export const POLICY_LEVELS = ['platform', 'tenant', 'workspace', 'agent'] as const
export const policyLevelName = z.enum(POLICY_LEVELS)
export type PolicyLevelName = z.infer<typeof policyLevelName>

/** The rule that decided, and where it stands. */
export const decidingRule = z.object({ level: policyLevelName, rule: policyRule })
export type DecidingRule = z.output<typeof decidingRule>

/** Why a call was made, or was not: kept with the call. */
export const callDecision = z.object({
  effect: policyEffect,
  /** The rules that decided, the first one first; none: no rule spoke of the call, or the agent has no such tool. */
  by: z.array(decidingRule),
  /** What a person, or time, said to one that had to be asked about. */
  answer: z.enum(['approved', 'approved_for_run', 'refused', 'expired', 'other_arguments']).optional(),
  /** What the model was told of a call that was not made. */
  reason: z.string().optional(),
})
export type CallDecision = z.output<typeof callDecision>
