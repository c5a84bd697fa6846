import { Column, Entity, PrimaryColumn, UpdateDateColumn, CreateDateColumn } from 'typeorm';
import type { TenantId } from '../core/tenant-id.js';

export const CONNECTION_STATUSES = ['pending', 'active', 'reauthorizationRequired', 'failing', 'disabled'] as const;

export type ConnectionStatus = (typeof CONNECTION_STATUSES)[number];

export type AuthType = 'apiToken' | 'authorizationCode' | 'clientCredentials';

/** A tenant's connection to one Okta org. Its secrets lie elsewhere, encrypted. */
@Entity('connection')
export class Connection {
  @PrimaryColumn('text', { name: 'tenant_id' })
  tenantId!: TenantId;

  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  name!: string;

  /** The host that callers named, normalised: `acme.okta.com`, or a custom domain. */
  @Column('text')
  domain!: string;

  /** Where requests go: the org's own origin, also behind a custom domain. */
  @Column('text')
  origin!: string;

  @Column('text', { name: 'org_id', nullable: true })
  orgId!: string | null;

  @Column('text', { name: 'custom_domain', nullable: true })
  customDomain!: string | null;

  /** `idx` (Identity Engine) or `v1` (Classic). */
  @Column('text', { nullable: true })
  pipeline!: string | null;

  @Column('text')
  region!: string;

  @Column('text')
  status!: ConnectionStatus;

  @Column('text', { name: 'status_reason', nullable: true })
  statusReason!: string | null;

  @Column('boolean', { name: 'read_only' })
  readOnly!: boolean;

  @Column('real', { name: 'rate_limit_share' })
  rateLimitShare!: number;

  @Column('text', { name: 'auth_type' })
  authType!: AuthType;

  /** Settings of the authorization that are no secret. */
  @Column('jsonb')
  auth!: Record<string, unknown>;

  /** Rises with each change of the row. */
  @Column('int')
  version!: number;

  @Column('timestamptz', { name: 'last_verified_at', nullable: true })
  lastVerifiedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' })
  updatedAt!: Date;
}
