'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Section } from '#components/ui/section.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { AgentView } from '#lib/agents/schema.ts'
import { type AgentDraft, saveAgent } from '../actions.ts'
import { ColorPicker } from './color-picker.tsx'
import { ModelList, type ProviderOption } from './model-list.tsx'
import { SandboxFields } from './sandbox-fields.tsx'
import { ToolList } from './tool-list.tsx'

interface AgentFormProps {
  workspaceId: string
  /** A viewer sees everything and changes nothing. */
  readOnly: boolean
  agent: AgentView
  providers: readonly ProviderOption[]
  providersHref: string
}

/** Everything that makes an agent, on one page; saved as a whole. */
export function AgentForm({ workspaceId, readOnly, agent, providers, providersHref }: AgentFormProps) {
  const t = useTranslations('agents')
  const [saved, setSaved] = useState<AgentDraft>(() => draftOf(agent))
  const [draft, setDraft] = useState(saved)
  const change = (part: Partial<AgentDraft>) => setDraft((previous) => ({ ...previous, ...part }))
  const dirty = JSON.stringify(draft) !== JSON.stringify(saved)

  const save = useCallback(
    (input: AgentDraft) => saveAgent({ ...input, workspaceId, agentId: agent.id }),
    [workspaceId, agent.id],
  )
  const confirm = useCallback(
    (_: unknown, input: AgentDraft) => {
      setSaved(input)
      toast.success(t('saved'))
    },
    [t],
  )
  const { submit, pending, error, clearError } = useSubmit(save, confirm)
  useSaveKey(() => dirty && !pending && submit(draft))
  useLeaveWarning(dirty)
  const errors = error?.fieldErrors

  return (
    <Form error={error} onSubmit={() => submit(draft)} className="gap-8">
      <fieldset disabled={readOnly} className="contents">
        <Section title={t('who')}>
          <div className="flex items-start gap-4">
            <Avatar name={draft.name || '?'} color={draft.color} size="lg" className="mt-6" />
            <div className="flex min-w-0 flex-1 flex-col gap-3">
              <Field label={t('name')} errors={errors?.name}>
                {(control) => (
                  <Input
                    {...control}
                    value={draft.name}
                    maxLength={80}
                    onChange={(event) => change({ name: event.target.value })}
                  />
                )}
              </Field>
              <ColorPicker value={draft.color} onChange={(color) => change({ color })} />
            </div>
          </div>
          <Field label={t('persona')} hint={t('personaHint')} errors={errors?.persona}>
            {(control) => (
              <Textarea
                {...control}
                value={draft.persona}
                className="max-h-96 min-h-40 font-mono text-sm"
                onChange={(event) => change({ persona: event.target.value })}
              />
            )}
          </Field>
        </Section>

        <Section title={t('model')} description={t('modelDescription')}>
          <ModelList
            workspaceId={workspaceId}
            value={draft.models}
            onChange={(models) => change({ models })}
            providers={providers}
            providersHref={providersHref}
            errors={errors}
          />
        </Section>

        <Section title={t('tools')} description={t('toolsDescription')}>
          <ToolList value={draft.tools} onChange={(tools) => change({ tools })} />
        </Section>

        <Section title={t('sandbox')} description={t('sandboxDescription')}>
          <SandboxFields value={draft.sandbox} onChange={(sandbox) => change({ sandbox })} errors={errors} />
        </Section>
      </fieldset>

      {dirty && (
        <div className="sticky bottom-4 z-10 flex animate-enter items-center gap-2 rounded-xl bg-raised p-2 pl-4 shadow-overlay">
          <p role="status" className="min-w-0 flex-1 truncate">
            {errors ? t('fieldsNeedLook') : t('notSaved')}
            {!errors && <span className="text-muted-foreground max-sm:hidden"> · {t('saveKey')}</span>}
          </p>
          <Button
            variant="ghost"
            onClick={() => {
              setDraft(saved)
              clearError()
            }}
          >
            {t('discard')}
          </Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t('save')}
          </Button>
        </div>
      )}
    </Form>
  )
}

function draftOf({ name, color, persona, models, tools, sandbox }: AgentView): AgentDraft {
  return { name, color, persona, models, tools, sandbox }
}

/** Ctrl+S, and Cmd+S, as in any editor. */
function useSaveKey(save: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      save()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
}

/** The browser asks before it closes or reloads a page with changes that were not saved. */
function useLeaveWarning(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return
    const onBeforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', onBeforeUnload)
    return () => window.removeEventListener('beforeunload', onBeforeUnload)
  }, [dirty])
}
