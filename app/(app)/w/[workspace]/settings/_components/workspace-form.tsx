'use client'

import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { saveWorkspace } from '../actions.ts'

interface WorkspaceFormProps {
  workspaceId: string
  name: string
  access: 'tenant' | 'named'
  tenantName: string
  disabled: boolean
}

export function WorkspaceForm({ workspaceId, name, access, tenantName, disabled }: WorkspaceFormProps) {
  const confirm = useCallback(() => void toast.success('Saved.'), [])
  const { submit, pending, error } = useSubmit(saveWorkspace, confirm)
  return (
    <Form
      error={error}
      onSubmit={(data) =>
        submit({ workspaceId, name: String(data.get('name')), access: String(data.get('access') ?? access) })
      }
    >
      <Field label="Name" errors={error?.fieldErrors?.name}>
        {(control) => <Input {...control} name="name" defaultValue={name} disabled={disabled} maxLength={80} />}
      </Field>
      <Field label="Who can enter">
        {(control) => (
          <Select
            {...control}
            name="access"
            defaultValue={access}
            disabled={disabled}
            options={[
              { value: 'tenant', label: `Everybody in ${tenantName}` },
              { value: 'named', label: 'Owners, admins and people who are added' },
            ]}
          />
        )}
      </Field>
      {!disabled && (
        <Button type="submit" variant="primary" pending={pending} className="self-start">
          Save
        </Button>
      )}
    </Form>
  )
}
