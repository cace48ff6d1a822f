'use client'

import { GitFork } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { useToolWords } from '#components/agents/tool-words.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import type { ModelChoice } from '#lib/agents/schema.ts'

/** What a fork may change, as it is now. */
export interface ForkChoices {
  persona: string
  models: readonly ModelChoice[]
  /** Those that the agent has. */
  tools: readonly string[]
  /** Those that it could have. */
  knownTools: readonly string[]
  providers: readonly { value: string; label: string }[]
}

export interface ForkInput {
  workspaceId: string
  runId: string
  step: number
  text?: string
  persona?: string
  models?: ModelChoice[]
  tools?: string[]
}

export type ForkAction = (input: ForkInput) => Promise<SubmitResult<{ threadId: string; runId: string }>>

interface ForkDialogProps {
  workspaceId: string
  runId: string
  step: number
  /** Of the message that the run answers. */
  text: string
  choices: ForkChoices
  action: ForkAction
}

/** Another run from a step on, with other words, another model or other tools. */
export function ForkDialog({ workspaceId, runId, step, text, choices, action }: ForkDialogProps) {
  const t = useTranslations('trace')
  const router = useRouter()
  const { wordsOfTool } = useToolWords()
  const first = choices.models[0]
  const [said, setSaid] = useState(text)
  const [persona, setPersona] = useState(choices.persona)
  const [providerId, setProviderId] = useState(first?.providerId ?? choices.providers[0]?.value ?? '')
  const [model, setModel] = useState(first?.model ?? '')
  const [tools, setTools] = useState(new Set(choices.tools))
  const { submit, pending, error } = useSubmit(action, ({ threadId }) => {
    router.push(workspacePaths(workspaceId).thread(threadId))
  })
  const hasOtherModel = model !== '' && (providerId !== first?.providerId || model !== first.model)
  const hasOtherTools = tools.size !== choices.tools.length || choices.tools.some((name) => !tools.has(name))
  const send = (event: FormEvent) => {
    event.preventDefault()
    submit({
      workspaceId,
      runId,
      step,
      ...(said.trim() !== text.trim() && { text: said }),
      ...(persona !== choices.persona && { persona }),
      ...(hasOtherModel && { models: [{ ...(providerId === first?.providerId && first), providerId, model }] }),
      ...(hasOtherTools && { tools: [...tools] }),
    })
  }
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button>
          <GitFork aria-hidden />
          {t('fork')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('forkTitle', { number: step + 1 })} description={t('forkDescription')}>
        <form className="flex flex-col gap-4" onSubmit={send}>
          <Field label={t('forkMessage')}>
            {(control) => (
              <Textarea {...control} rows={3} value={said} onChange={(event) => setSaid(event.target.value)} />
            )}
          </Field>
          <Field label={t('forkPersona')}>
            {(control) => (
              <Textarea {...control} rows={4} value={persona} onChange={(event) => setPersona(event.target.value)} />
            )}
          </Field>
          <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
            <Field label={t('provider')}>
              {(control) => (
                <Select {...control} value={providerId} options={choices.providers} onValueChange={setProviderId} />
              )}
            </Field>
            <Field label={t('forkModel')}>
              {(control) => <Input {...control} value={model} onChange={(event) => setModel(event.target.value)} />}
            </Field>
          </div>
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-medium">{t('tools')}</legend>
            <div className="grid grid-cols-2 gap-x-3 max-sm:grid-cols-1">
              {choices.knownTools.map((name) => (
                <label key={name} className="flex min-h-8 items-center gap-2">
                  <input
                    type="checkbox"
                    className="size-4 accent-primary"
                    checked={tools.has(name)}
                    onChange={({ target }) =>
                      setTools((before) => {
                        const next = new Set(before)
                        if (target.checked) next.add(name)
                        else next.delete(name)
                        return next
                      })
                    }
                  />
                  {wordsOfTool(name).title}
                </label>
              ))}
            </div>
          </fieldset>
          {error && <Notice tone="danger">{error.message}</Notice>}
          <Button type="submit" variant="primary" className="self-end" pending={pending}>
            {t('forkStart')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  )
}
