// NestJS on Fastify with nothing in it but the call to the upstream: what the service could reach at most.
import 'reflect-metadata';
import { Controller, Get, Module, Param, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Pool } from 'undici';

const pool = new Pool(process.env.UPSTREAM, { connections: 64 });
const headers = { authorization: 'SSWS token', accept: 'application/json' };

class UserController {
  async get(userId, reply) {
    const { body } = await pool.request({ path: `/api/v1/users/${userId}`, method: 'GET', headers });
    reply.type('application/json').send(await body.text());
  }
}
const get = Object.getOwnPropertyDescriptor(UserController.prototype, 'get');
Param('userId')(UserController.prototype, 'get', 0);
Res()(UserController.prototype, 'get', 1);
Reflect.defineMetadata('design:paramtypes', [String, Object], UserController.prototype, 'get');
Get(':userId')(UserController.prototype, 'get', get);
Controller('api/v1/users')(UserController);

class AppModule {}
Module({ controllers: [UserController] })(AppModule);

const app = await NestFactory.create(AppModule, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
