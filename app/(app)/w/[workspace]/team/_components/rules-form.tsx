'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import type { LimitName, SomeLimits, TeamLimits } from '#lib/mail/limits.ts'
import type { TeamSettingsView } from '#lib/mail/settings.ts'
import type { TalkRule } from '#lib/mail/talk-rule.ts'
import { saveTeamRules } from '../actions.ts'
import { type Named, type Pair, PairList } from './pair-list.tsx'

const MODES = ['off', 'everyone', 'coordinator', 'pairs'] as const
type Mode = (typeof MODES)[number]

/** Those that people set here. */
const LIMITS = ['maxDepth', 'maxLiveChildren', 'maxMessagesPerMinute'] as const satisfies readonly LimitName[]

interface RulesFormProps {
  workspaceId: string
  settings: TeamSettingsView
  /** What a limit can be at most: the organisation's, else the installation's. */
  most: TeamLimits
  agents: readonly Named[]
  mayChange: boolean
}

/** Who may talk to whom, and how much. */
export function RulesForm({ workspaceId, settings, most, agents, mayChange }: RulesFormProps) {
  const t = useTranslations('team-talk')
  const { talk } = settings
  const [revision, setRevision] = useState(settings.revision)
  const [mode, setMode] = useState<Mode>(talk.mode)
  const [pairs, setPairs] = useState<readonly Pair[]>(talk.mode === 'pairs' ? talk.pairs : [])
  const [coordinatorId, setCoordinator] = useState(
    talk.mode === 'coordinator' ? talk.coordinatorId : (agents[0]?.id ?? ''),
  )
  const save = useCallback(
    async ({ rule, limits }: { rule: TalkRule; limits: SomeLimits }): Promise<SubmitResult<TeamSettingsView>> => {
      const wrong = LIMITS.filter((name) => Number.isNaN(limits[name]))
      if (wrong.length > 0) {
        const fieldErrors = Object.fromEntries(wrong.map((name) => [`limits.${name}`, [t('notANumber')]]))
        return { ok: false, error: { code: 'invalid_input', message: '', fieldErrors } }
      }
      return saveTeamRules({ workspaceId, talk: rule, limits, revision })
    },
    [workspaceId, revision, t],
  )
  const confirm = useCallback(
    (saved: TeamSettingsView) => {
      setRevision(saved.revision)
      toast.success(t('saved'))
    },
    [t],
  )
  const { submit, pending, error } = useSubmit(save, confirm)
  const send = (data: FormData) => {
    const limits: SomeLimits = { ...settings.limits }
    for (const name of LIMITS) {
      const written = String(data.get(name) ?? '').trim()
      if (written === '') delete limits[name]
      else limits[name] = /^\d+$/.test(written) ? Number(written) : Number.NaN
    }
    submit({ rule: ruleOf(mode, pairs, coordinatorId), limits })
  }
  return (
    <Form error={error} onSubmit={send} className="gap-8">
      {!mayChange && <Notice>{t('adminsDecide')}</Notice>}
      <Section title={t('whoTitle')} description={t('whoDescription')}>
        <Field label={t('mode')} hint={t(`modeHints.${mode}`)} errors={error?.fieldErrors?.talk}>
          {(control) => (
            <Select
              {...control}
              value={mode}
              onValueChange={(value) => setMode(value as Mode)}
              disabled={!mayChange}
              options={MODES.map((each) => ({ value: each, label: t(`modes.${each}`) }))}
            />
          )}
        </Field>
        {mode === 'coordinator' && (
          <Field label={t('coordinator')}>
            {(control) => (
              <Select
                {...control}
                value={coordinatorId}
                onValueChange={setCoordinator}
                disabled={!mayChange}
                options={agents.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
        )}
        {mode === 'pairs' && <PairList pairs={pairs} agents={agents} mayChange={mayChange} onChange={setPairs} />}
      </Section>
      <Section title={t('limitsTitle')} description={t('limitsDescription')} className="border-t pt-8">
        {LIMITS.map((name) => (
          <Field
            key={name}
            label={t(`limits.${name}`)}
            hint={t(`limitHints.${name}`, { most: most[name] })}
            errors={error?.fieldErrors?.[`limits.${name}`]}
          >
            {(control) => (
              <Input
                {...control}
                name={name}
                inputMode="numeric"
                autoComplete="off"
                defaultValue={settings.limits[name] ?? ''}
                placeholder={String(most[name])}
                disabled={!mayChange}
                className="max-w-40"
              />
            )}
          </Field>
        ))}
      </Section>
      {mayChange && (
        <Button type="submit" variant="primary" className="self-start" pending={pending}>
          {t('save')}
        </Button>
      )}
    </Form>
  )
}

function ruleOf(mode: Mode, pairs: readonly Pair[], coordinatorId: string): TalkRule {
  if (mode === 'pairs') return { mode, pairs: [...pairs] }
  if (mode === 'coordinator') return { mode, coordinatorId }
  return { mode }
}
