import { Module } from '@nestjs/common';
import { DemoDoorsController } from './demo-doors.controller.js';
import { DemoDoorsService } from './demo-doors.service.js';

/** Lets visitors into the demonstration with one click. Without one it is there, and lets nobody in. */
@Module({ controllers: [DemoDoorsController], providers: [DemoDoorsService] })
export class DemoDoorsModule {}
