'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { useUndoable } from '#components/ui/use-undoable.ts'
import { saveWorkspace } from '../actions.ts'

interface Workspace {
  name: string
  access: string
}

interface WorkspaceFormProps extends Workspace {
  workspaceId: string
  tenantName: string
  disabled: boolean
}

export function WorkspaceForm({ workspaceId, name, access, tenantName, disabled }: WorkspaceFormProps) {
  const t = useTranslations('settings')
  // What the fields begin with; a new revision is drawn over what is written in them.
  const [shown, setShown] = useState({ name, access, revision: 0 })
  const undoable = useUndoable()
  const { submit, pending, error } = useSubmit(async (next: Workspace) => {
    const before = { name, access }
    const result = await saveWorkspace({ workspaceId, ...next })
    if (result.ok) {
      void undoable({
        done: t('saved'),
        run: async () => result,
        undo: async () => {
          const undone = await saveWorkspace({ workspaceId, ...before })
          if (undone.ok) setShown(({ revision }) => ({ ...before, revision: revision + 1 }))
          return undone
        },
      })
    }
    return result
  })
  return (
    <Form
      key={shown.revision}
      error={error}
      onSubmit={(data) => submit({ name: String(data.get('name')), access: String(data.get('access') ?? access) })}
    >
      <Field label={t('name')} errors={error?.fieldErrors?.name}>
        {(control) => <Input {...control} name="name" defaultValue={shown.name} disabled={disabled} maxLength={80} />}
      </Field>
      <Field label={t('whoCanEnter')}>
        {(control) => (
          <Select
            {...control}
            name="access"
            defaultValue={shown.access}
            disabled={disabled}
            options={[
              { value: 'tenant', label: t('everybodyIn', { tenant: tenantName }) },
              { value: 'named', label: t('namedAccess') },
            ]}
          />
        )}
      </Field>
      {!disabled && (
        <Button type="submit" variant="primary" pending={pending} className="self-start">
          {t('save')}
        </Button>
      )}
    </Form>
  )
}
