import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useToolWords } from '#components/agents/tool-words.ts'
import type { PolicyRule } from '#lib/tools/schema.ts'

/** A rule in the words of people who have never written one. */
export function useRuleWords(): { toolsOf: (pattern: string) => string; wordsOf: (rule: PolicyRule) => string } {
  const t = useTranslations('approvals')
  const { wordsOfTool, wordsOfRisk } = useToolWords()
  const toolsOf = useCallback(
    (pattern: string) => {
      if (pattern === '*') return t('rule.all')
      if (pattern.endsWith('*')) return t('rule.beginning', { name: pattern.slice(0, -1) })
      if (pattern.startsWith('group:')) {
        const group = pattern.slice('group:'.length)
        return t.has(`groups.${group as 'files'}`) ? t(`groups.${group as 'files'}`) : t('rule.group', { group })
      }
      if (pattern.startsWith('risk:')) return t('rule.risk', { risk: wordsOfRisk(pattern.slice('risk:'.length)).label })
      return wordsOfTool(pattern).title
    },
    [t, wordsOfTool, wordsOfRisk],
  )
  const wordsOf = useCallback(
    ({ tools, effect, when }: PolicyRule) => {
      const what = toolsOf(tools)
      const narrowed = !when
        ? what
        : 'command' in when
          ? t('rule.command', { what, command: when.command })
          : t('rule.host', { what, host: when.host, method: when.method ?? 'none' })
      return t(`rule.${effect}`, { what: narrowed })
    },
    [t, toolsOf],
  )
  return { toolsOf, wordsOf }
}
