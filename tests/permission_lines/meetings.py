"""Meetings and their minutes."""

TABLE = """
meetings:list             GET  -  200 200 200 200 200 200 200
meetings:imports:new      GET  -  302 200 200 403 403 403 403
meetings:imports:new      POST -  302 422 422 403 403 403 403
meetings:imports:detail   GET  p  302 302 302 403 403 403 403
meetings:imports:detail   GET  u  302 200 200 403 403 403 403
meetings:imports:progress GET  u  302 200 200 403 403 403 403
meetings:imports:queue    POST u  302 302 302 403 403 403 403
meetings:imports:save     POST u  302 409 409 403 403 403 403
meetings:imports:repair   POST u  302 409 409 403 403 403 403
meetings:imports:discard  POST u  302 302 302 403 403 403 403
meetings:imports:take_back GET  p  302 200 403 403 403 403 403
meetings:imports:take_back POST p  302 422 403 403 403 403 403
meetings:imports:take_back GET  u  302 409 403 403 403 403 403
meetings:detail           GET  p  200 200 200 200 200 200 200
meetings:detail           GET  u  404 200 200 200 404 200 404
meetings:source           GET  p  404 200 200 404 404 404 404
meetings:source           GET  u  404 200 200 404 404 404 404
meetings:text             GET  p  200 200 200 200 200 200 200
meetings:text             GET  u  404 200 200 200 404 200 404
meetings:edit             GET  p  302 200 403 403 403 403 403
meetings:edit             GET  u  302 200 403 403 404 403 404
meetings:edit             POST p  302 422 403 403 403 403 403
meetings:edit             POST u  302 422 403 403 404 403 404
meetings:publish          GET  p  302 200 403 403 403 403 403
meetings:publish          GET  u  302 200 403 403 404 403 404
meetings:publish          POST p  302 409 403 403 403 403 403
meetings:publish          POST u  302 409 403 403 404 403 404
meetings:publish_original POST p  302 302 403 403 403 403 403
meetings:publish_original POST u  302 409 403 403 404 403 404
meetings:reimport         GET  p  302 200 403 403 403 403 403
meetings:reimport         GET  u  302 200 403 403 404 403 404
meetings:reimport         POST u  302 422 403 403 404 403 404
meetings:anchors          GET  p  302 200 200 403 403 403 403
meetings:anchors          GET  u  302 200 200 403 404 403 404
meetings:anchors:settle   POST u  302 404 404 403 404 403 404
meetings:review           GET  p  302 200 200 403 403 403 403
meetings:review           GET  u  302 200 200 403 404 403 404
meetings:review:decide    POST p  302 302 302 403 403 403 403
meetings:review:decide    POST u  302 302 302 403 404 403 404
meetings:log              GET  u  302 404 404 403 404 403 404
meetings:log              POST u  302 404 404 403 404 403 404
meetings:sentences:clear  POST u  302 404 404 403 404 403 404
meetings:sentences:reopen POST u  302 404 404 403 404 403 404
"""
