'use client'

import { MessageSquareText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { faceOf } from '#components/ui/face-of.ts'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { AgentView } from '#lib/agents/schema.ts'
import type { ToolView } from '#lib/toolbox/schema.ts'
import { type AgentDraft, readAgent, saveAgent } from '../actions.ts'
import { ColorPicker } from './color-picker.tsx'
import { FacePicker } from './face-picker.tsx'
import { ImportPersona } from './import-persona.tsx'
import { ModelList, type ProviderOption } from './model-list.tsx'
import { SandboxFields } from './sandbox-fields.tsx'
import { ToolList } from './tool-list.tsx'
import { useKeptDraft } from './use-kept-draft.ts'
import { useTry } from './use-try.ts'

interface AgentFormProps {
  workspaceId: string
  /** A viewer sees everything and changes nothing. */
  readOnly: boolean
  /** Whether the person may let the agent reach further, and choose what root does in its image. */
  mayAdminister: boolean
  /** Whether a conversation with unsaved settings can be had. */
  canTry: boolean
  agent: AgentView
  tools: readonly ToolView[]
  providers: readonly ProviderOption[]
  providersHref: string
  /** Whose unsaved changes the browser keeps. */
  meId: string
}

/** Everything that makes an agent, on one page; saved as a whole. */
export function AgentForm({
  workspaceId,
  readOnly,
  mayAdminister,
  canTry,
  agent,
  tools,
  providers,
  providersHref,
  meId,
}: AgentFormProps) {
  const t = useTranslations('agents')
  const [saved, setSaved] = useState<AgentDraft>(() => draftOf(agent))
  const [draft, setDraft] = useState(saved)
  const [version, setVersion] = useState(agent.version)
  const [overtaken, setOvertaken] = useState<readonly (keyof AgentDraft)[] | null>(null)
  const change = (part: Partial<AgentDraft>) => setDraft((previous) => ({ ...previous, ...part }))
  const dirty = JSON.stringify(draft) !== JSON.stringify(saved)

  const { kept, forget } = useKeptDraft<AgentDraft>(`agent-draft:${workspaceId}:${agent.id}:${meId}`, draft, dirty)

  const save = useCallback(
    async (input: AgentDraft) => {
      const where = { workspaceId, agentId: agent.id }
      const result = await saveAgent({ ...input, ...where, baseVersion: version })
      if (result.ok || result.error.code !== 'conflict') return result
      // Somebody else saved meanwhile: theirs becomes what is saved, and one's own changes stay on top of it, unsaved.
      const latest = await readAgent(where)
      if (!latest.ok) return latest
      const theirs = draftOf(latest.data)
      const mine = Object.fromEntries(settingsIn(input).filter(([name]) => !isSame(input[name], saved[name])))
      setOvertaken(settingsIn(theirs).flatMap(([name]) => (isSame(theirs[name], saved[name]) ? [] : [name])))
      setSaved(theirs)
      setVersion(latest.data.version)
      setDraft({ ...theirs, ...mine })
      return result
    },
    [workspaceId, agent.id, version, saved],
  )
  const confirm = useCallback(
    (stored: AgentView, input: AgentDraft) => {
      setSaved(input)
      setVersion(stored.version)
      setOvertaken(null)
      toast.success(t('saved'))
    },
    [t],
  )
  const { submit, pending, error, clearError } = useSubmit(save, confirm)
  useSaveKey(() => dirty && !pending && submit(draft))
  const tried = useTry(workspaceId, agent.id, draft)
  const errors = error?.fieldErrors ?? tried.error?.fieldErrors
  const tryButton = canTry && !tried.isCurrent && (
    <Button size="sm" pending={tried.pending} onClick={tried.start}>
      <MessageSquareText aria-hidden />
      {tried.isOpen ? t('tryChanges') : t('try')}
    </Button>
  )

  return (
    <Form error={overtaken ? null : (error ?? tried.error)} onSubmit={() => submit(draft)} className="gap-8">
      {kept && !dirty && !readOnly && !isSame(kept, saved) && (
        <Notice role="status">
          <span className="mr-3">{t('keptDraft')}</span>
          <Button
            size="sm"
            onClick={() => {
              setDraft({ ...saved, ...kept })
              forget()
            }}
          >
            {t('takeKept')}
          </Button>{' '}
          <Button size="sm" variant="ghost" onClick={forget}>
            {t('discard')}
          </Button>
        </Notice>
      )}
      {overtaken && (
        <Notice tone="warning" role="alert">
          {t('overtaken', { version, settings: overtaken.map((name) => t(`settings.${name}`)).join(', ') })}
        </Notice>
      )}
      <fieldset disabled={readOnly} className="contents">
        <Section title={t('who')} action={!dirty && tryButton}>
          <div className="flex items-start gap-4">
            <Avatar
              name={draft.name || '?'}
              color={draft.color}
              face={faceOf(workspaceId, draft.avatar)}
              size="lg"
              className="mt-6"
            />
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
              <FacePicker
                workspaceId={workspaceId}
                readOnly={readOnly}
                value={draft.avatar}
                errors={errors?.['avatar.emoji']}
                onChange={(avatar) => change({ avatar })}
              />
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
          {(['rules', 'notes'] as const).map((part) => (
            <Field key={part} label={t(part)} hint={t(`${part}Hint`)} errors={errors?.[part]}>
              {(control) => (
                <Textarea
                  {...control}
                  value={draft[part]}
                  className="max-h-96 min-h-24 font-mono text-sm"
                  onChange={(event) => change({ [part]: event.target.value })}
                />
              )}
            </Field>
          ))}
          {!readOnly && <ImportPersona value={draft} onImport={change} />}
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
          <ToolList tools={tools} value={draft.tools} onChange={(tools) => change({ tools })} />
        </Section>

        <Section title={t('sandbox')} description={t('sandboxDescription')}>
          <SandboxFields
            value={draft.sandbox}
            onChange={(sandbox) => change({ sandbox })}
            mayAdminister={mayAdminister}
            errors={errors}
          />
        </Section>
      </fieldset>

      {dirty && (
        <div className="sticky bottom-4 z-10 flex animate-enter items-center gap-2 rounded-xl bg-raised p-2 pl-4 shadow-overlay">
          <p role="status" className="min-w-0 flex-1 truncate">
            {errors ? t('fieldsNeedLook') : t('notSaved')}
            {!errors && <span className="text-muted-foreground max-sm:hidden"> · {t('saveKey')}</span>}
          </p>
          {tryButton}
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

function draftOf(agent: AgentView): AgentDraft {
  const { name, color, avatar, persona, rules, notes, models, tools, sandbox } = agent
  return { name, color, avatar, persona, rules, notes, models, tools, sandbox }
}

function settingsIn(draft: AgentDraft) {
  return Object.entries(draft) as [keyof AgentDraft, unknown][]
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
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
