'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useId, useState } from 'react'
import { useRuleWords } from '#components/approvals/rule-words.ts'
import { Button } from '#components/ui/button.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { PolicyView } from '#lib/toolbox/schema.ts'
import { POLICY_EFFECTS, type PolicyEffect, type PolicyRule, TOOL_GROUPS, TOOL_RISKS } from '#lib/tools/schema.ts'
import { type PolicyPlace, savePolicy } from './actions.ts'

interface PolicyEditorProps {
  place: PolicyPlace
  policy: PolicyView
  /** Names that rules can be about. */
  toolNames: readonly string[]
}

type Narrowing = 'none' | 'command' | 'host'

/** The rules of one place: each a sentence, saved together. */
export function PolicyEditor({ place, policy, toolNames }: PolicyEditorProps) {
  const t = useTranslations('tools')
  const listId = useId()
  const [saved, setSaved] = useState(policy)
  const [rules, setRules] = useState<readonly PolicyRule[]>(policy.rules)
  // Saved by somebody else, or by "always": what nobody has changed here follows.
  const dirty = JSON.stringify(rules) !== JSON.stringify(saved.rules)
  if (policy.revision > saved.revision && !dirty) {
    setSaved(policy)
    setRules(policy.rules)
  }
  const save = useCallback(
    (next: readonly PolicyRule[]) => savePolicy({ place, rules: [...next], revision: saved.revision }),
    [place, saved.revision],
  )
  const confirm = useCallback(
    (stored: PolicyView) => {
      setSaved(stored)
      setRules(stored.rules)
      toast.success(t('policy.saved'))
    },
    [t],
  )
  const { submit, pending, error } = useSubmit(save, confirm)
  const change = (at: number, rule: PolicyRule) => setRules(rules.map((each, index) => (index === at ? rule : each)))
  return (
    <Form error={error} onSubmit={() => submit(rules)} className="gap-4">
      <datalist id={listId}>
        {[
          ...toolNames,
          '*',
          ...TOOL_GROUPS.map((group) => `group:${group}`),
          ...TOOL_RISKS.map((risk) => `risk:${risk}`),
        ].map((pattern) => (
          <option key={pattern} value={pattern} />
        ))}
      </datalist>
      {rules.length === 0 ? (
        <p className="rounded-xl border border-dashed px-3 py-2.5 text-muted-foreground text-sm">{t('policy.none')}</p>
      ) : (
        <ol className="divide-y rounded-xl border bg-raised">
          {rules.map((rule, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no other name than its place
            <li key={index} className="flex items-start gap-2 p-3">
              <RuleFields rule={rule} listId={listId} place={index + 1} onChange={(next) => change(index, next)} />
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t('policy.remove', { place: index + 1 })}
                onClick={() => setRules(rules.filter((_, at) => at !== index))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ol>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => setRules([...rules, { tools: 'shell', effect: 'ask' }])}>
          <Plus aria-hidden />
          {t('policy.add')}
        </Button>
        {dirty && (
          <>
            <Button type="submit" size="sm" variant="primary" pending={pending}>
              {t('policy.save')}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setRules(saved.rules)}>
              {t('policy.discard')}
            </Button>
          </>
        )}
      </div>
    </Form>
  )
}

interface RuleFieldsProps {
  rule: PolicyRule
  listId: string
  place: number
  onChange: (rule: PolicyRule) => void
}

function RuleFields({ rule, listId, place, onChange }: RuleFieldsProps) {
  const t = useTranslations('tools')
  const { wordsOf } = useRuleWords()
  const { tools, effect, when } = rule
  const narrowing: Narrowing = !when ? 'none' : 'command' in when ? 'command' : 'host'
  const narrow = (to: Narrowing): PolicyRule => {
    if (to === 'none') return { tools, effect }
    return { tools, effect, when: to === 'command' ? { command: '' } : { host: '' } }
  }
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <Select
          aria-label={t('policy.effect', { place })}
          className="w-36"
          value={effect}
          onValueChange={(value) => onChange({ ...rule, effect: value as PolicyEffect })}
          options={POLICY_EFFECTS.map((each) => ({ value: each, label: t(`effects.${each}`) }))}
        />
        <Input
          aria-label={t('policy.tools', { place })}
          list={listId}
          required
          className="w-44 font-mono"
          value={tools}
          onChange={(event) => onChange({ ...rule, tools: event.target.value })}
        />
        <Select
          aria-label={t('policy.narrowing', { place })}
          className="w-56"
          value={narrowing}
          onValueChange={(value) => onChange(narrow(value as Narrowing))}
          options={(['none', 'command', 'host'] as const).map((each) => ({
            value: each,
            label: t(`policy.narrowings.${each}`),
          }))}
        />
        {when && 'command' in when && (
          <Input
            aria-label={t('policy.command', { place })}
            placeholder="npm test"
            required
            className="min-w-40 flex-1 font-mono"
            value={when.command}
            onChange={(event) => onChange({ ...rule, when: { command: event.target.value } })}
          />
        )}
        {when && 'host' in when && (
          <>
            <Input
              aria-label={t('policy.host', { place })}
              placeholder="api.example.com"
              required
              className="min-w-40 flex-1 font-mono"
              value={when.host}
              onChange={(event) => onChange({ ...rule, when: { ...when, host: event.target.value } })}
            />
            <Input
              aria-label={t('policy.method', { place })}
              placeholder="GET"
              className="w-24 font-mono"
              value={when.method ?? ''}
              onChange={({ target }) =>
                onChange({ ...rule, when: { host: when.host, ...(target.value && { method: target.value }) } })
              }
            />
          </>
        )}
      </div>
      <p className="break-words text-muted-foreground text-sm">{wordsOf(rule)}</p>
    </div>
  )
}
