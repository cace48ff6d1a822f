'use client'

import { useTranslations } from 'next-intl'
import { useToolWords } from '#components/agents/tool-words.ts'
import { useRuleWords } from '#components/approvals/rule-words.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { ToolView } from '#lib/toolbox/schema.ts'

interface ToolListProps {
  /** What there is, and what the rules say of it. */
  tools: readonly ToolView[]
  value: readonly string[]
  onChange: (tools: string[]) => void
}

const tones = { auto: 'success', ask: 'warning', deny: 'danger' } as const

/** What the agent may do, what each of it risks, and which rule decides about it. */
export function ToolList({ tools, value, onChange }: ToolListProps) {
  const t = useTranslations('tools')
  const { wordsOfTool, wordsOfRisk } = useToolWords()
  return (
    <ul className="divide-y rounded-lg border">
      {tools.map((tool) => {
        const { name } = tool
        const { icon: Icon, title, explanation } = wordsOfTool(name)
        const risk = wordsOfRisk(tool.risk)
        const granted = value.includes(name)
        return (
          <li key={name} className="flex items-center gap-3 px-3 py-2.5">
            <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
            <label htmlFor={`tool-${name}`} className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{tool.title ?? title}</span>
                <Badge tone={risk.tone}>{risk.label}</Badge>
                {granted && (tool.effect !== 'auto' || tool.decidedBy) && (
                  <Badge tone={tones[tool.effect]}>{t(`effects.${tool.effect}`)}</Badge>
                )}
              </span>
              <span className="block text-muted-foreground text-sm">{explanation || tool.description}</span>
              {granted && <Why tool={tool} />}
            </label>
            <Switch
              id={`tool-${name}`}
              checked={granted}
              onCheckedChange={(checked) =>
                onChange(checked ? [...value, name] : value.filter((other) => other !== name))
              }
            />
          </li>
        )
      })}
    </ul>
  )
}

/** The rules behind the effect, in words. */
function Why({ tool: { decidedBy, narrowed } }: { tool: ToolView }) {
  const t = useTranslations('tools')
  const { wordsOf } = useRuleWords()
  const rules = [...(decidedBy ? [decidedBy] : []), ...narrowed.filter(({ rule }) => rule !== decidedBy?.rule)]
  return rules.map(({ level, rule }) => (
    <span key={JSON.stringify([level, rule])} className="block break-words text-muted-foreground text-sm">
      {t(`ruleOf.${level}`)} {wordsOf(rule)}
    </span>
  ))
}
