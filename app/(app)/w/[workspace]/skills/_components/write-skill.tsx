'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { SkillContent } from './skills-api.ts'

/** Name and description of a skill that is written in the browser; its instructions follow on its own page. */
export function WriteSkill({ isPending, onWrite }: { isPending: boolean; onWrite: (content: SkillContent) => void }) {
  const t = useTranslations('skills')
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (isPending) return
        const said = JSON.stringify(description.trim().replace(/\s+/g, ' '))
        const whole = name.replace(/-+$/, '')
        const content = `---\nname: ${whole}\ndescription: ${said}\n---\n# ${whole}\n\n1. \n`
        onWrite({ files: [{ path: 'SKILL.md', encoding: 'utf8', content }] })
      }}
    >
      <Field label={t('name')} hint={t('nameHint')}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            required
            maxLength={64}
            value={name}
            placeholder="meeting-notes"
            onChange={(event) =>
              setName(
                event.target.value
                  .toLowerCase()
                  .replace(/[^a-z0-9]+/g, '-')
                  .replace(/^-/, ''),
              )
            }
          />
        )}
      </Field>
      <Field label={t('description')} hint={t('descriptionHint')}>
        {(control) => (
          <Textarea
            {...control}
            required
            maxLength={1024}
            rows={3}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="self-end" pending={isPending}>
        {t('create')}
      </Button>
    </form>
  )
}
