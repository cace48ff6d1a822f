import type { Metadata } from 'next'
import { currentPrincipal, requireUser } from '#app/_server/current-user.ts'
import { Section } from '#components/ui/section.tsx'
import { listLogins } from '#lib/tenants/logins.ts'
import { LoginList } from './_components/login-list.tsx'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage() {
  const user = await requireUser()
  const logins = await listLogins(await currentPrincipal())
  return (
    <div className="flex flex-col gap-10">
      <Section title="You">
        <dl className="grid grid-cols-[8rem_1fr] gap-y-2">
          <dt className="text-muted-foreground">Name</dt>
          <dd>{user.name}</dd>
          <dt className="text-muted-foreground">E-mail</dt>
          <dd className="truncate">{user.email}</dd>
        </dl>
      </Section>
      <Section
        title="Where you are signed in"
        description="End what you do not know. It takes effect within seconds."
        className="border-t pt-8"
      >
        <LoginList logins={logins} />
      </Section>
    </div>
  )
}
