import { describe, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DATA_SOURCE } from '../../../src/core/database/data-source.js';
import { CONFIG } from '../../../src/core/config.token.js';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { OktaClient } from '../../../src/okta/okta-client.js';
import { OktaModule } from '../../../src/okta/okta.module.js';
import { OrgDiscovery } from '../../../src/okta/org-discovery.js';

const DEV_ORIGIN = 'http://127.0.0.1:9';

@Global()
@Module({
  providers: [
    { provide: CONFIG, useValue: { oktaDevOrigins: [DEV_ORIGIN], oktaDomainSuffixes: ['idp.example'] } },
    { provide: DATA_SOURCE, useValue: { query: async () => [] } },
  ],
  exports: [CONFIG, DATA_SOURCE],
})
class ConfigStub {}

const compile = async () => Test.createTestingModule({ imports: [ConfigStub, OktaModule] }).compile();

describe('OktaModule', () => {
  it('provides the client, and trusts the development origins of the configuration', async () => {
    const module = await compile();
    expect(module.get(OktaClient)).toBeInstanceOf(OktaClient);
    expect(() => module.get(EgressGuard).pool(DEV_ORIGIN)).not.toThrow();
    expect(() => module.get(EgressGuard).pool('http://127.0.0.1:10')).toThrow();
    await module.close();
  });

  it('provides the discovery with the suffixes of the configuration', async () => {
    const module = await compile();
    await expect(module.get(OrgDiscovery).discover('www.idp.example')).rejects.toMatchObject({
      code: 'domain_not_allowed',
    });
    await module.close();
  });

  it('closes the connections when the service ends', async () => {
    const module = await compile();
    const guard = module.get(EgressGuard);
    await module.close();
    expect(() => guard.pool(DEV_ORIGIN)).toThrow(expect.objectContaining({ code: 'shutting_down' }));
  });
});
